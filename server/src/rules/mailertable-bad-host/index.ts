// What stands for a host and can be none: nothing at all, two words, a URL.
import type { Host } from "../../tables/values/mailertable.ts";
import { isTcp, targetRule } from "../mailertable-lines.ts";
import { MAILERS } from "../site-facts.ts";
import { partFix, valueSpan } from "../table-edits.ts";

/** What no host has, why, and what is meant where that is plain. */
const FAULTS: readonly (readonly [pattern: RegExp, why: string, meant: ((host: string) => string) | undefined])[] = [
  [/^\/\//, "A URL is not a host", (host) => host.replace(/^\/+/, "")],
  [/^\//, "A path is not a host", undefined],
  [/^\w+:\/\//, "A URL is not a host", (host) => host.replace(/^\w+:\/+/, "").replace(/\/$/, "")],
  [/\//, "No host has a slash in its name", undefined],
  [/\*/, "sendmail does not support wildcards in a host", undefined],
  [/(?:^|[[:,])\.|\.\./, "No host has two dots in a row or a dot first", undefined],
  [/;/, "A semicolon does not separate hosts", (host) => host.replace(/\s*;\s*/g, ":")],
  [/[()<>]/, "A host name does not contain such brackets", (host) => host.replace(/^[(<]([^()<>]+)[)>]$/, "[$1]")],
  [/["'`‘’“”]/, "Quotes are part of the host's name", (host) => host.replace(/["'`‘’“”]/g, "")],
  [/\[[^\]]*$|^[^[]*\]/, "A bracket has no partner", (host) => `[${host.replace(/[[\]]/g, "")}]`],
  [/^@/, "There is nothing before the @", (host) => host.slice(1)],
  [/\s/, "A space becomes a dot in the host's name", (host) => host.replace(/\s+/g, ":")],
];

/** An address in brackets with a number above 255. */
const NO_ADDRESS = /^\[\d+(?:\.\d+){3}\]$/;

/** Four numbers without brackets. */
const BARE_ADDRESS = /^\d+(?:\.\d+){3}$/;

/** What is wrong with one host of a list, with a better one where there is one; undefined where nothing is. */
function addressTrouble({ text }: Host): { readonly message: string; readonly better?: string } | undefined {
  const isBare = BARE_ADDRESS.test(text);
  if (!isBare && !NO_ADDRESS.test(text)) return undefined;
  if (text.split(/[[\].]/).some((number) => Number(number) > 255))
    return {
      message: "This is not an IP address: mail for the domain fails.\nEach of its four numbers is at most 255.",
    };
  if (!isBare) return undefined;
  const better = `[${text}]`;
  return {
    message: `Without brackets, sendmail looks the address up in the DNS as a name.\nMail for the domain fails with "Host unknown". Write ${better}.`,
    better,
  };
}

export const rule = targetRule(
  {
    code: "mailertable-bad-host",
    title: "A right side without a host, or with something that is not a host",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      "seen with sendmail -bt and sendmail -v",
      'seen with a name server: "Host unknown (Name server: 192.0.2.1: host not found)"',
    ],
  },
  "mailer",
  ({ mailer, host, hosts }, entry, context, report) => {
    // Of a mailer that there is not another rule speaks.
    if (context.fact(MAILERS)?.has(mailer.text.toLowerCase()) === false) return;
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
    if (fault === undefined) {
      for (const one of hosts) {
        const trouble = addressTrouble(one);
        if (trouble === undefined) continue;
        const { message, better } = trouble;
        report({
          span: valueSpan(entry, one),
          message,
          fixes: () =>
            better === undefined ? [] : [partFix(entry, one, better, `Write ${better}: mail then goes there`)],
        });
      }
      return;
    }
    const [, why, meant] = fault;
    const better = meant?.(host.text);
    const isBetter = better !== undefined && !FAULTS.some(([pattern]) => pattern.test(better));
    report({
      span: valueSpan(entry, host),
      message: `${why}: mail for the domain fails.\nWrite one host, or several with colons between them: sendmail tries them in order.`,
      fixes: () => (isBetter ? [partFix(entry, host, better, `Write ${better}: mail then goes there`)] : []),
    });
  },
  [MAILERS],
);
