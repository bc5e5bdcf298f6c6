// Logins for other servers than the one that mail goes through.
import type { CfConfig } from "../../cf/types.ts";
import { loginKey, loginKeysFor } from "../../kinds/authinfo/key.ts";
import type { MailConfig } from "../../mc/types.ts";
import { plainHost, type SmartHost, smartHostOf } from "../../site/smart-host.ts";
import type { MailSite } from "../../site/types.ts";
import { readMailertableValue } from "../../tables/values/mailertable.ts";
import type { TableRule } from "../types.ts";

/** Nobody has so many logins, and this reads them all. */
const MOST_LINES = 500;

export const rule: TableRule = {
  meta: {
    code: "authinfo-other-server",
    title: "No login for the server of SMART_HOST",
    severity: "warning",
    kinds: ["authinfo"],
    fix: "asks",
    versions: "*",
    guidance: "auth",
    sources: [
      'cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"',
      "seen with sendmail and a server on loopback: it asks for the name that it connects to, its address, then AuthInfo:",
    ],
  },
  checkTable({ named, table }, site, report) {
    const smart = named ? goalOf(site) : undefined;
    if (smart === undefined || table.entryCount > MOST_LINES) return;
    const servers = smart.hosts.map(plainHost);
    const hasLogin = servers.some((server) =>
      [...loginKeysFor(server, `[${server}]`)].some((key) => table.lookup(key) !== undefined),
    );
    const others = otherHosts(site);
    if (servers.length === 0 || hasLogin || others === undefined) return;
    const [server = ""] = servers;
    for (const entry of table.entries()) {
      const key = loginKey(entry.key);
      if (key.kind !== "server" || others.has(key.server)) continue;
      // The server may well have this address.
      if (/^[[\d]|:/.test(key.server)) return;
      const isAbove = servers.some((one) => one.endsWith(`.${key.server}`));
      report({
        span: entry.keySpan,
        severity: isAbove ? "warning" : "information",
        message: `This login is not for the server that ${smart.by} names.\nMail goes to ${server}, and no line here is for that server. sendmail looks up the whole name of the server${isAbove ? ", not a domain above it" : ""}, so it connects without logging in. Write AuthInfo:${server}${isAbove ? "" : ", unless the DNS gives that server the name on this line"}.`,
        related: smart.span === undefined ? [] : [{ span: smart.span, message: "Here the server is named" }],
        fixes: () => [
          {
            title: `Write AuthInfo:${server}: sendmail then logs in there`,
            grade: "asks",
            preferred: true,
            changes: [{ span: entry.keySpan, newText: `AuthInfo:${server}` }],
          },
        ],
      });
    }
  },
};

interface Goal extends Pick<SmartHost, "hosts" | "span"> {
  /** What names it. */
  readonly by: string;
}

/** The server that mail goes to: that of SMART_HOST, or the one that a submission program hands all mail to. */
function goalOf({ mc, cf }: MailSite): Goal | undefined {
  return mc === undefined ? cf && goalOfCf(cf.config) : goalOfMc(mc.config);
}

/** The same of a .cf that has no .mc: the line `DS`. */
function goalOfCf({ macros }: CfConfig): Goal | undefined {
  const macro = macros.get("S");
  if (typeof macro?.value !== "string" || !/^[\x21-\x7e]+$/.test(macro.value)) return undefined;
  const written = readMailertableValue(macro.value);
  const target = written.kind === "ignored" ? readMailertableValue(`relay:${macro.value}`) : written;
  return target.kind === "mailer"
    ? { hosts: target.hosts, span: macro.definition?.value, by: "the line DS" }
    : undefined;
}

function goalOfMc(config: MailConfig): Goal | undefined {
  const smart = smartHostOf(config);
  if (smart !== undefined) return { ...smart, by: "SMART_HOST" };
  const msp = config.feature("msp").at(-1);
  if (msp === undefined) return undefined;
  const text = msp.args[0]?.text.trim() || "[localhost]";
  const target = /[$`'\s]/.test(text) ? undefined : readMailertableValue(`relay:${text}`);
  if (target?.kind !== "mailer") return undefined;
  return { hosts: target.hosts, span: msp.args[0]?.exact ?? msp.nameSpan, by: "FEATURE(`msp')" };
}

/** Settings that name servers, with the macros of the .cf that they set. */
const RELAYS = [
  ["MAIL_HUB", "H"],
  ["LOCAL_RELAY", "R"],
  ["LUSER_RELAY", "L"],
  ["BITNET_RELAY", "B"],
  ["UUCP_RELAY", "Y"],
  ["FAX_RELAY", "F"],
  ["DECNET_RELAY", "C"],
] as const;

function hasMailertable({ mc, cf }: MailSite): boolean {
  return mc === undefined ? cf?.config.maps.has("mailertable") === true : mc.config.map("mailertable") !== undefined;
}

/** Servers that other parts of the configuration send mail to; undefined where they are too many, or not known. */
function otherHosts(site: MailSite): ReadonlySet<string> | undefined {
  const config = site.mc?.config;
  const hosts = new Set<string>();
  const macros = site.mc === undefined ? site.cf?.config.macros : undefined;
  const table = site.tableOf("mailertable")?.table;
  if (table !== undefined && table.entryCount > MOST_LINES) return undefined;
  if (table === undefined && hasMailertable(site)) return undefined;
  for (const { value } of table?.entries() ?? []) {
    const target = readMailertableValue(value);
    if (target.kind === "mailer") for (const host of target.hosts) hosts.add(plainHost(host));
  }
  for (const [name, macro] of RELAYS) {
    const value = config?.option(name)?.value ?? macros?.get(macro)?.value ?? "";
    if (typeof value === "string" && value !== "") hosts.add(plainHost({ text: value.replace(/^[^:[\]]*:/, "") }));
  }
  return hosts;
}
