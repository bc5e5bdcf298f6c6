// Which sites a change of sendmail concerns that no single word of a configuration names, and where.
import type { VersionChange } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";

export interface Concern {
  /** What is concerned, as an upgrade names it. */
  readonly subject: string;
  /** Where a change concerns a site: `span` is undefined where no line says so; nothing where it does not. */
  readonly of: (site: MailSite) => { readonly span: Span | undefined } | undefined;
}

/** Each kind of site that the data of changes name. */
export const CONCERNS: Readonly<Record<VersionChange["when"], Concern>> = {
  always: { subject: "all mail", of: () => ({ span: undefined }) },
  tls: { subject: "STARTTLS", of: certificate },
  smtp: {
    subject: "STARTTLS",
    of(site) {
      const { mc, cf } = site;
      const sends =
        mc === undefined
          ? cf?.config.mailers.some(({ name }) => name === "esmtp")
          : mc.config.mailers.some(({ name }) => name === "smtp") || mc.config.feature("nullclient").length > 0;
      return sends === true ? (certificate(site) ?? { span: undefined }) : undefined;
    },
  },
  "ipv6-short": { subject: "IPv6 addresses", of: (site) => keyOf(site, /^(?:ipv6:)?[\da-f:]*::[\da-f:]*$/i) },
  "ipv6-untagged": { subject: "IPv6 addresses", of: (site) => keyOf(site, /^(?=.*:.*:)[\da-f:]+$/i) },
  "aliases-continued": {
    subject: "aliases",
    of({ tables }) {
      for (const { kind, document, uri } of tables) {
        const continued = kind === "aliases" ? /\n[ \t]+\S/.exec(document.getText()) : null;
        if (continued !== null)
          return { span: { source: uri, start: continued.index + 1, end: continued.index + continued[0].length } };
      }
      return undefined;
    },
  },
  "default-msa": {
    subject: "port 587",
    of: ({ mc }) =>
      mc !== undefined && mc.config.feature("no_default_msa").length === 0 && !isFragment(mc.config.mailers)
        ? { span: undefined }
        : undefined,
  },
  maps: {
    subject: "maps",
    of({ mc }) {
      // A map that the site describes itself is as optional as it says.
      const map = mc?.config.maps.find(
        ({ map, use }) =>
          use !== undefined && (use.args[0]?.text ?? "") === "" && !map.flags.some(({ letter }) => letter === "o"),
      );
      return map?.use && { span: map.use.nameSpan };
    },
  },
  "root-hidden": {
    subject: "mail from root",
    of({ mc }) {
      if (mc === undefined) return undefined;
      const [masquerade] = mc.config.macro("MASQUERADE_AS");
      const exposed = mc.config
        .classMembers("E")
        .some(({ how }) => how.kind === "words" && how.words.some(({ text }) => text === "root"));
      return masquerade === undefined || exposed ? undefined : { span: masquerade.nameSpan };
    },
  },
  "senders-unresolved": {
    subject: "senders without a domain in the DNS",
    of: ({ mc }) =>
      mc !== undefined && mc.config.feature("accept_unresolvable_domains").length > 0 ? undefined : { span: undefined },
  },
  "spam-friends": {
    subject: "delay_checks",
    of({ mc }) {
      const use = mc?.config.feature("delay_checks").find(({ args }) => /^[fh]/i.test(args[0]?.text ?? ""));
      return use && { span: use.nameSpan };
    },
  },
  "dnsbl-default": {
    subject: "dnsbl",
    of({ mc }) {
      const uses = ["dnsbl", "enhdnsbl"].flatMap((name) => mc?.config.feature(name) ?? []);
      const use = uses.find(({ args }) => (args[0]?.text ?? "").trim() === "");
      return use && { span: use.nameSpan };
    },
  },
  "queue-age": {
    subject: "the queue",
    of: (site) =>
      settingPlace(site, "confQUEUE_SORT_ORDER", "QueueSortOrder")
        ? settingPlace(site, "confMAX_QUEUE_AGE", "MaxQueueAge")
        : undefined,
  },
};

/** Where a site sets its server's certificate. */
function certificate(site: MailSite) {
  return settingPlace(site, "confSERVER_CERT", "ServerCertFile");
}

/** Where an option is set, by the names that a .mc and a .cf have for it; undefined where it is not. */
function settingPlace({ mc, cf }: MailSite, define: string, option: string): { readonly span: Span } | undefined {
  const set = mc?.config.settings.find(({ name, value }) => name === define && value !== undefined);
  if (set !== undefined) return { span: set.nameSpan };
  const line = mc === undefined ? cf?.config.settings.find(({ name }) => name === option) : undefined;
  return line && { span: line.place.name };
}

/** The first key of the access map or a class file that has a form. */
function keyOf({ tables }: MailSite, form: RegExp): { readonly span: Span } | undefined {
  for (const { kind, table } of tables) {
    if (kind !== "access" && kind !== "class") continue;
    for (const { key, keySpan } of table.entries()) if (form.test(key)) return { span: keySpan };
  }
  return undefined;
}

/** True for a part without mailers, which another file includes. */
function isFragment(mailers: readonly unknown[]): boolean {
  return mailers.length === 0;
}
