// What stands for a host and can be none: nothing at all, two words, a URL.

import { IPv6 } from "ipaddr.js";
import { addressFault } from "../../tables/values/address-fault.ts";
import { joined } from "../../tables/values/joined.ts";
import type { Host } from "../../tables/values/mailertable.ts";
import { isTcp, targetRule } from "../mailertable-lines.ts";
import { MAILERS } from "../site-facts.ts";
import { partFix, valueSpan } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

/** What no host has, why, and what is meant where that is plain. */
type Fault = readonly [pattern: RegExp, why: string, meant: ((host: string) => string) | undefined];

const WORDS: Fault = [/\s/, "A space becomes a dot in the host's name", (host) => host.replace(/\s+/g, ":")];
const UNBALANCED: Fault = [/[<>()"]/, "A quote or bracket has no other half", undefined];

const FAULTS: readonly Fault[] = [
  [/^\/\//, "A URL is not a host", (host) => host.replace(/^\/+/, "")],
  [/^\//, "A path is not a host", undefined],
  [/^\w+:\/\//, "A URL is not a host", (host) => host.replace(/^\w+:\/+/, "").replace(/\/$/, "")],
  [/\//, "No host has a slash in its name", undefined],
  [/\*/, "sendmail does not support wildcards in a host", undefined],
  [/(?:^|[[:,])\.|\.\./, "No host has two dots in a row or a dot first", undefined],
  [/;/, "A semicolon does not separate hosts", (host) => host.replace(/\s*;\s*/g, ":")],
  [/[<>]/, "A host name does not contain such brackets", (host) => host.replace(/^<([^<>]+)>$/, "[$1]")],
  [/["'`‘’“”]/, "Quotes are part of the host's name", (host) => host.replace(/["'`‘’“”]/g, "")],
  [/\[[^\]]*$|^[^[]*\]|\[[^\]]*\[|\][^[]*\]/, "A bracket has no partner", (host) => `[${host.replace(/[[\]]/g, "")}]`],
  [/\[\]|^[:,]+$/, "There is no host", undefined],
  [/^@/, "There is nothing before the @", (host) => host.slice(1)],
  [/@/, "No host has an @ in its name", undefined],
  [/[^\w.:,[\]%-]|%(?!\d)/, "No host has such characters in its name", undefined],
  [/[^.:,[\]]{64}|[^:,]{256}/, "No host has such a long name", undefined],
];

/** One host that has none of these faults, as most lines of a long table have it. */
const SOUND = /^(?:\[[\w-]+(?:\.[\w-]+)*\]|[\w-]+(?:\.[\w-]+)*)$/;
const SOUND_LENGTH = 63;

/** What is wrong with a host, or with several. */
function faultIn(name: string): Fault | undefined {
  if (name.length <= SOUND_LENGTH && SOUND.test(name)) return undefined;
  return FAULTS.find(([pattern]) => pattern.test(name));
}

/** An address in brackets with a number above 255. */
const NO_ADDRESS = /^\[\d+(?:\.\d+){3}\]$/;

/** An address in brackets with colons. */
const IPV6 = /^\[(?:IPv6:)?([^\]]*:[^\]]*)\]$/i;

/** Four numbers without brackets. */
const BARE_ADDRESS = /^\d+(?:\.\d+){3}$/;

/** What is wrong with one host of a list, with a better one where there is one; undefined where nothing is. */
function addressTrouble({ text }: Host): { readonly message: string; readonly better?: string } | undefined {
  // Names end in a letter, nearly always.
  if (!/[\d\]:]$/.test(text)) return undefined;
  const isWrong = text.split(/[[\].]/).some((number) => Number(number) > 255);
  if (isWrong && (NO_ADDRESS.test(text) || BARE_ADDRESS.test(text)))
    return {
      message: "This is not an IP address: mail for the domain fails.\nEach of its four numbers is at most 255.",
    };
  const ipv6 = IPV6.exec(text)?.[1];
  if (ipv6 !== undefined && !IPv6.isValid(ipv6))
    return {
      message: "This is not an IP address: mail for the domain fails.\nWrite an IPv6 address as [IPv6:2001:db8::1].",
    };
  if (!BARE_ADDRESS.test(text)) return undefined;
  const better = `[${text}]`;
  return {
    message: `Without brackets, sendmail looks the address up in the DNS as a name.\nMail for the domain fails with "Host unknown". Write ${better}.`,
    better,
  };
}

const perHost = targetRule(
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
    if (mailer.text.toLowerCase() === "prog") {
      report({
        span: entry.valueSpan,
        message:
          'sendmail refuses mail for the domain: programs are for aliases.\nIt says "Cannot mail directly to programs". Write local: and an alias for the program.',
      });
      return;
    }
    // Other mailers take what they like, and a comment has a rule of its own.
    if (!isTcp(mailer) || /\s#/.test(host.text)) return;
    // What is dropped does no harm: comments, spaces around dots and brackets.
    const { text: name, hasWords, isUnbalanced } = joined(host.text);
    const fault = hasWords || isUnbalanced ? (isUnbalanced ? UNBALANCED : WORDS) : faultIn(name);
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
    const isBetter = better !== undefined && !/\s/.test(better) && !FAULTS.some(([pattern]) => pattern.test(better));
    report({
      span: valueSpan(entry, host),
      message: `${why}: mail for the domain fails.\nWrite one host, or several with colons between them: sendmail tries them in order.`,
      fixes: () => (isBetter ? [partFix(entry, host, better, `Write ${better}: mail then goes there`)] : []),
    });
  },
  [MAILERS],
);

/** `local:` takes a user, as the virtusertable does; programs and files are for aliases. */
const perUser = targetRule(perHost.meta, "local", ({ user }, entry, _context, report) => {
  const { text, hasWords, isUnbalanced } = joined(user.text);
  if (text === "" || /\s#/.test(user.text)) return;
  const isProgram = /^"?(?:\||\/|:include:)/i.test(text);
  if (!isProgram && !hasWords && !isUnbalanced && !text.includes(",") && addressFault(text) === undefined) return;
  report({
    span: valueSpan(entry, user),
    message: `This is not a user: sendmail refuses mail for the domain.\nWrite one user, or an alias; ${isProgram ? "programs, files" : "programs"} and lists of recipients are for the aliases.`,
  });
});

export const rule: EntryRule = {
  ...perHost,
  checkEntry(entry, context, report) {
    perHost.checkEntry(entry, context, report);
    perUser.checkEntry(entry, context, report);
  },
};
