// The port of a mailer: one that is not where it should be, and port 465, where sendmail does not speak as the other side expects.

import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { valueFix } from "../facts/settings.ts";
import { settingOf, settingsOf } from "../facts/site-settings.ts";
import type { Fix, SiteRule } from "../types.ts";

/** Names of port 465 in /etc/services. */
const TLS_PORT = /^(?:465|smtps|submissions|ssmtp|urd)$/i;

/** Names of ports that mail goes to. */
const PORT = /^(?:\d{1,5}|smtp|submission|smtps|submissions|ssmtp|urd)$/i;

/** The arguments of one mailer. `$h` is written as people write it. */
interface Arguments {
  /** As the message calls the place. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  /** It is known to be a mailer that speaks SMTP. */
  readonly isSmtp: boolean;
  readonly fixes: (value: string, title: string) => readonly Fix[];
}

export const rule: SiteRule = {
  meta: {
    code: "mc-mailer-port",
    title: "A port in the arguments of a mailer that sendmail does not use",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, section "MAILERS", SMTP_MAILER_ARGS and RELAY_MAILER_ARGS',
      "seen with sendmail -v: TCP $h587 connects to a host named [127.0.0.1]587, TCP 587 to a host named 587",
      "seen with a server on loopback: on port 465 sendmail waits for a greeting until the connection times out",
    ],
  },
  check(site, report) {
    const forRelay = settingOf(site, "SMART_HOST")?.value.trim() ?? "";
    for (const { name, value, span, fixes, isSmtp } of argumentsIn(site)) {
      const words = value.trim().split(/\s+/);
      const [kind = "", host = "", port] = words;
      if (isSmtp && !/^(?:TCP|IPC|FILE)$/.test(kind) && !kind.includes("$&")) {
        const rest = (/^\$?[hu]$/.test(kind) ? words.slice(1) : words).filter((word) => !/^\$?h$/.test(word));
        const meant = rest.every((word) => PORT.test(word)) ? ["TCP", "$h", ...rest].join(" ") : undefined;
        report({
          span,
          severity: "warning",
          message: `The first word has to be TCP, and here it is "${kind}".\nsendmail warns "first argument in [IPC] mailer must be TCP or FILE". The host comes second and the port third. Write ${meant ?? "TCP $h 587"} in ${name}.`,
          fixes: () => (meant === undefined ? [] : fixes(meant, `Write ${meant}: sendmail reads host and port`)),
        });
        continue;
      }
      if (!/^(?:TCP|IPC)$/.test(kind)) continue;
      if (/^[hu]$/.test(host)) {
        const meant = [kind, "$h", ...words.slice(2)].join(" ");
        report({
          span,
          message: `The $ is missing: sendmail connects to a host named "${host}".\nThe host of the mail is $h, and all mail of this mailer waits. Write ${meant} in ${name}.`,
          fixes: () => fixes(meant, `Write ${meant}: mail then goes to its host`),
        });
        continue;
      }
      const listed = [host, port ?? ""].some((word) => /[,;]/.test(word));
      if (listed) {
        const meant = words
          .join(" ")
          .replace(/\s*[,;]\s*/g, " ")
          .trim();
        const effect = value.includes(",")
          ? 'sendmail ends the arguments of the mailer at the comma, and complains of the rest ("`=\' expected")'
          : "sendmail takes the semicolon for a part of the host's name, and mail waits";
        report({
          span,
          message: `Spaces separate these words, not commas or semicolons.\n${effect}. Write ${meant} in ${name}.`,
          fixes: () => fixes(meant, `Write ${meant}: sendmail reads host and port`),
        });
        continue;
      }
      const joined = /^\$h[: ]*(\d{2,5})$/.exec(host);
      if (host !== "$h" && joined !== null && port === undefined) {
        const [, number = ""] = joined;
        report({
          span,
          message: `There has to be a space between $h and the port.\nWith ${host} sendmail ${host.includes(":") ? `connects to port 25, then to a host named ${number}` : `looks for a host whose name ends in ${number}, and mail waits`}. Write TCP $h ${number} in ${name}.`,
          fixes: () => fixes(`${kind} $h ${number}`, `Write ${kind} $h ${number}: mail then goes to that port`),
        });
      } else if (PORT.test(host) && port === undefined)
        report({
          span,
          message: `sendmail takes ${host} for the host to connect to.\nThe host of the mail is $h, and the port comes after it. Write TCP $h ${host} in ${name}.`,
          fixes: () =>
            fixes(`${kind} $h ${host}`, `Write ${kind} $h ${host}: mail then goes to its host, to that port`),
        });
      else if (host === "$h" && port !== undefined && TLS_PORT.test(port))
        report({
          span,
          message: `sendmail cannot send to port 465: servers expect TLS from the first byte there.\nAs a client sendmail begins in plain text and waits for a greeting until it times out, so all mail of this mailer waits. Use port 587, where it switches to TLS by STARTTLS, or run a program such as stunnel in between.`,
          fixes: () => fixes(`${kind} $h 587`, "Write port 587: mail of this mailer then goes there"),
        });
      else if (isOfAnother(site, name, forRelay) && host === "$h" && port !== undefined && !/^(?:25|smtp)$/i.test(port))
        report({
          span,
          severity: "warning",
          message: `This is not the port of the smart host: it gets mail by the mailer relay.\nsendmail connects to it on port 25 as before, and ${name} counts only for mail that goes to other servers directly. Write define(\`RELAY_MAILER_ARGS', \`TCP $h ${port}') instead.`,
        });
    }
  },
};

/** True for the arguments of SMTP mailers where all mail goes by another one, the mailer relay, and that keeps port 25. */
function isOfAnother(site: MailSite, name: string, smartHost: string): boolean {
  if (site.mc === undefined || !/^(?:D?SMTP8?|ESMTP)_/.test(name) || smartHost === "") return false;
  const isByRelay = !/^[^\s:.[\]]+:/.test(smartHost) || /^relay:/i.test(smartHost);
  const isElsewhere = site.mc.config.feature("mailertable").length > 0;
  return isByRelay && !isElsewhere && settingOf(site, "RELAY_MAILER_ARGS") === undefined;
}

function* argumentsIn(site: MailSite): Iterable<Arguments> {
  for (const option of settingsOf(site))
    if (/^(?:D?SMTP8?|ESMTP|RELAY)_MAILER_ARGS$/.test(option.name))
      yield {
        name: option.name,
        value: option.value,
        span: option.span,
        isSmtp: true,
        fixes: (value, title) => valueFix(option, value, "asks", title),
      };
  if (site.mc !== undefined || site.cf === undefined) return;
  const { config, document } = site.cf;
  for (const { name, equates } of config.mailers)
    for (const { name: equate, valueSpan } of equates)
      if (equate === "A" && valueSpan.source === site.cf.uri)
        yield {
          name: `A= of the mailer ${name}`,
          value: document.slice(valueSpan.start, valueSpan.end),
          span: valueSpan,
          isSmtp: false,
          fixes: (newText, title) => [
            { title, grade: "asks", preferred: true, changes: [{ span: valueSpan, newText }] },
          ],
        };
}
