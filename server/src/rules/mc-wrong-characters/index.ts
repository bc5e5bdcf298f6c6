// A value with characters that do not belong there: quotes, lists, URLs, placeholders, punctuation, in a host, a name, a path or a socket.
import { catalog } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits.ts";
import { settingsOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";
import { hostName, type Misshape, path, relayHost, socket } from "../value-shapes.ts";

/** A value with what it is to be. */
interface Typed {
  /** What the value is for, as the file names it. */
  readonly shown: string;
  readonly value: Value;
  readonly span: Span;
  readonly check: (text: string) => Misshape | undefined;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-characters",
    title: "A host, name, path or socket with characters that do not belong there",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      "seen with sendmail: what is written is looked up letter for letter, quotes, commas and spaces included",
      "Operations guide, mailers: several hosts are separated by colons",
    ],
  },
  check(site, report) {
    if (site.mc?.template === true) return;
    for (const { shown, value, span, check } of typedValues(site)) {
      const text = value.text.trim();
      // Where a macro of sendmail is in it, the value is known at run time only.
      if (text === "" || /\$|\{\{|__\w+__|@[A-Z_]+@/.test(text)) continue;
      const wrong = check(text);
      if (wrong === undefined) continue;
      const { meant } = wrong;
      const exact = value.exact;
      report({
        span,
        severity: wrong.severity ?? "error",
        message: `${wrong.what}\n${wrong.effect}. ${meant === undefined ? `Correct ${shown}.` : `Write ${meant}.`}`,
        fixes: () =>
          meant === undefined || exact === undefined
            ? []
            : [replacement(`Change it to ${meant}: ${shown} takes this value`, exact, meant)],
      });
    }
  },
};

function typedValues(site: MailSite): readonly Typed[] {
  return [...settings(site), ...shownNames(site), ...sockets(site)];
}

function settings(site: MailSite): readonly Typed[] {
  return settingsOf(site).flatMap(({ name, shown, value, span, exact }): readonly Typed[] => {
    const record = catalog.get("option", name) ?? catalog.get("define", name);
    const typed = (check: Typed["check"], text = value, place = exact): readonly Typed[] => [
      { shown, value: { text, exact: place }, span, check },
    ];
    if (record?.type === "domain") return typed(hostName);
    if (record?.type === "path") {
      const flag = /^-o[ \t]+/.exec(value)?.[0].length ?? 0;
      return typed(path, value.slice(flag), exact && { ...exact, start: exact.start + flag });
    }
    if (record?.type !== "host" || name.startsWith("SSH_") || /^\s*error:/i.test(value)) return [];
    // What comes before the first colon is the mailer, if it is one; of ports and brackets another rule speaks.
    const mailer = /^\s*([a-z][\w-]*):(?!\/\/)/i.exec(value)?.[0].length ?? 0;
    const host = value.slice(mailer);
    if (/^\[[^\]]*$|^[^[]*\]|:\d{2,5}\s*$/.test(host.trim())) return [];
    // With a mailer before it, user@host gives the recipient, too.
    if (host.includes("@") && (mailer > 0 || name === "LUSER_RELAY")) return [];
    return typed(relayHost, host, exact && { ...exact, start: exact.start + mailer });
  });
}

/** The name that MASQUERADE_AS shows. In a .cf it is a macro, and among the settings. */
function shownNames(site: MailSite): readonly Typed[] {
  return (site.mc?.config.macro("MASQUERADE_AS") ?? []).flatMap(({ args, implied }): readonly Typed[] => {
    const [name] = args;
    if (name === undefined || implied || site.document(name.span.source) === undefined) return [];
    // Of quotes that m4 does not know another rule speaks.
    if (
      /^['"‘“´]/.test(name.text) &&
      site.document(name.span.source)?.slice(name.span.start, name.span.start + 1) !== "`"
    )
      return [];
    const check: Typed["check"] = (text) => hostName(text) ?? unqualified(text);
    return [{ shown: "MASQUERADE_AS", value: name, span: name.exact ?? name.span, check }];
  });
}

function unqualified(text: string): Misshape | undefined {
  return /^[\w-]+$/.test(text) && !/^localhost$/i.test(text)
    ? {
        what: `"${text}" has no dot, so it is not a whole domain.`,
        effect: "Other servers refuse senders whose domain they cannot look up",
        meant: undefined,
        severity: "warning",
      }
    : undefined;
}

/** The sockets of milters, in the .mc or in the .cf. */
function sockets(site: MailSite): readonly Typed[] {
  if (site.mc === undefined)
    return (site.cf?.config.milters ?? []).flatMap(({ name, equates }) =>
      equates
        .filter((one) => /^s/i.test(one.name))
        .map((one): Typed => {
          const text = site.document(one.valueSpan.source)?.slice(one.valueSpan.start, one.valueSpan.end) ?? "";
          return {
            shown: `the socket of ${name}`,
            value: { text, exact: one.valueSpan },
            span: one.valueSpan,
            check: socket,
          };
        }),
    );
  return site.mc.config.filters().flatMap(({ name, entries, use }) =>
    use.implied || use.args.length > 2
      ? []
      : entries
          .filter(({ means }) => means === "Socket")
          .map(({ value, valueSpan }): Typed => {
            const isOurs = valueSpan !== undefined && site.document(valueSpan.source) !== undefined;
            return {
              shown: `the socket of ${name.text}`,
              value: { text: value, exact: isOurs ? valueSpan : undefined },
              span: isOurs ? valueSpan : use.call.site,
              check: socket,
            };
          }),
  );
}
