// What stands for a host and can be none: nothing at all, two words, a URL.
import { isTcp, targetRule } from "../mailertable-lines.ts";
import { partFix, valueSpan } from "../table-edits.ts";

/** What no host has, why, and what is meant where that is plain. */
const FAULTS: readonly (readonly [pattern: RegExp, why: string, meant: ((host: string) => string) | undefined])[] = [
  [/^\/\//, "A URL is not a host", (host) => host.replace(/^\/+/, "")],
  [/^\//, "A path is not a host", undefined],
  [/\*/, "sendmail does not support wildcards in a host", undefined],
  [/(?:^|[[:,])\.|\.\./, "No host has two dots in a row or a dot first", undefined],
  [/;/, "A semicolon does not separate hosts", (host) => host.replace(/\s*;\s*/g, ":")],
  [/[()<>]/, "A host name does not contain such brackets", (host) => host.replace(/^[(<]([^()<>]+)[)>]$/, "[$1]")],
  [/["'`‘’“”]/, "Quotes are part of the host's name", (host) => host.replace(/["'`‘’“”]/g, "")],
  [/\[[^\]]*$|^[^[]*\]/, "A bracket has no partner", (host) => `[${host.replace(/[[\]]/g, "")}]`],
  [/^@/, "There is nothing before the @", (host) => host.slice(1)],
  [/\s/, "A space becomes a dot in the host's name", (host) => host.replace(/\s+/g, ":")],
];

export const rule = targetRule(
  {
    code: "mailertable-bad-host",
    title: "A right side without a host, or with something that is not a host",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ["seen with sendmail -bt and sendmail -v"],
  },
  "mailer",
  ({ mailer, host }, entry, _context, report) => {
    if (host.text === "" || host.text === ".") {
      report({
        span: entry.valueSpan,
        message:
          "There is no host after the colon, so sendmail uses the rest of the address.\nMail for the domain fails. Write the host, such as esmtp:[mail.example.com].",
      });
      return;
    }
    // Other mailers take what they like, and a comment has a rule of its own.
    if (!isTcp(mailer) || /\s#/.test(host.text)) return;
    const fault = FAULTS.find(([pattern]) => pattern.test(host.text));
    if (fault === undefined) return;
    const [, why, meant] = fault;
    const better = meant?.(host.text);
    const isBetter = better !== undefined && !FAULTS.some(([pattern]) => pattern.test(better));
    report({
      span: valueSpan(entry, host),
      message: `${why}: mail for the domain fails.\nWrite one host, or several with colons between them: sendmail tries them in order.`,
      fixes: () => (isBetter ? [partFix(entry, host, better, `Write ${better}: mail then goes there`)] : []),
    });
  },
);
