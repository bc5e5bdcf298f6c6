// The port in the arguments of a mailer: glued to the host, after a colon, or 465, on which sendmail cannot speak.
import { catalog } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { Fix, SiteRule } from "../types.ts";

interface Arguments {
  readonly shown: string;
  readonly value: Value;
  readonly span: Span;
}

interface Wrong {
  readonly message: string;
  /** The arguments as they were meant; undefined where nobody can tell. */
  readonly meant: string | undefined;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-port",
    title: "A port for outgoing mail that sendmail cannot use",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      "Operations guide, A= of mailers: TCP host [port]",
      "seen with sendmail -v: on port 465 it waits for a greeting in plain text until Connection timed out; it reads $h587 as a host",
    ],
  },
  check(site, report) {
    for (const { shown, value, span } of [...settings(site), ...mailers(site)]) {
      const wrong = wrongWith(value.text.trim());
      if (wrong === undefined) continue;
      const { meant } = wrong;
      const { exact } = value;
      report({
        span,
        message: wrong.message,
        fixes: (): readonly Fix[] =>
          meant === undefined || exact === undefined
            ? []
            : [replacement(`Change it to ${meant}: ${shown} takes this value`, exact, meant)],
      });
    }
  },
};

function wrongWith(text: string): Wrong | undefined {
  const [, command = "", rest = ""] = /^(TCP|IPC)(?=[\s,]|$)[\s,]*(.*)$/s.exec(text) ?? [];
  if (command === "") return undefined;
  // Of $h mc-mailer-port speaks.
  const glued = /^\$h/.test(rest) ? null : /^(\S*?[^\d\s:]):(\d{2,5})$/.exec(rest);
  if (glued !== null)
    return {
      message: `A space has to separate the host from the port ${glued[2]}.\nsendmail takes "${rest}" for the name of one host, finds none, and the mail stays in the queue. Write ${command} ${glued[1]} ${glued[2]}.`,
      meant: `${command} ${glued[1]} ${glued[2]}`,
    };
  const [host = "", port, ...more] = rest.split(/\s+/);
  if (port === undefined || port.includes("$")) return undefined;
  if (host !== "$h" && /^(?:465|smtps|submissions|ssmtp|urd)$/i.test(port))
    return {
      message: `sendmail cannot send on port ${port}: it does not start with TLS.\nA server on this port waits for TLS and sendmail for a greeting, until the connection times out. Use port 587, where STARTTLS switches TLS on.`,
      meant: `${command} ${host} 587`,
    };
  const isNumber = /^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536;
  // No service is called so: quotes, signs before the number, placeholders.
  const isOdd = /^[^\w{[(]|^[<{[(].*[>}\])]$/.test(port);
  if (isOdd || /^\d/.test(port) ? !isNumber : /^(?:smtp\d+|submission\w+|port)$/i.test(port))
    return {
      message: `"${port}" is not a port.\nsendmail cannot connect, and the mail stays in the queue. Write the number after the host: ${command} ${host} 587.`,
      meant: undefined,
    };
  if (more.length > 0)
    return {
      message: `${command} takes a host and a port, and this is more.\nsendmail does not use the rest. Write ${command} ${host} ${port}.`,
      meant: `${command} ${host} ${port}`,
    };
  return undefined;
}

function settings(site: MailSite): readonly Arguments[] {
  return settingsOf(site).flatMap(({ name, shown, value, span, exact }) =>
    catalog.get("define", name)?.type === "command" && /_MAILER_ARGS$/.test(name)
      ? [{ shown, value: { text: value, exact }, span }]
      : [],
  );
}

/** The mailers of a .cf, those that LOCAL_CONFIG brings aside. */
function mailers(site: MailSite): readonly Arguments[] {
  if (site.mc !== undefined) return [];
  return (site.cf?.config.mailers ?? []).flatMap(({ name, equates }) =>
    equates
      .filter((one) => one.name.startsWith("A"))
      .map(({ valueSpan }): Arguments => {
        const text = site.document(valueSpan.source)?.slice(valueSpan.start, valueSpan.end) ?? "";
        return { shown: `the mailer ${name}`, value: { text, exact: valueSpan }, span: valueSpan };
      }),
  );
}
