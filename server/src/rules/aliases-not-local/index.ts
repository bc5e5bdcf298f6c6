// A name that newaliases refuses, since it is not one of a user of this server.
import { aliasKey, type RefusedName } from "../../tables/index.ts";
import { isReservedInUtf8Only } from "../../tables/reserved-bytes.ts";
import type { TableEntry } from "../../tables/types.ts";
import { joined } from "../../tables/values/joined.ts";
import type { Span } from "../../text.ts";
import { OWN_DOMAINS } from "../facts/asked-domains.ts";
import type { EntryRule } from "../types.ts";

/** What the name is instead of a user's. */
const WHAT: Readonly<Partial<Record<RefusedName, string>>> = {
  program: "a program",
  file: "a path",
  "no-user": "a whole domain",
  "no-host": "an address without a host",
  "two-at": "an address with two @",
  "bad-host": "an address with dots in a row",
  "not-own": "an address that is not of this server",
  list: "a list",
};

const ADVICE: Readonly<Record<string, string>> = {
  "no-user": "FEATURE(`virtusertable') has lines for whole domains.",
  list: "Write a line for each name.",
  "no-host": "Write the name of the user alone.",
  "two-at": "Write the name of the user alone.",
  "bad-host": "Write the name of the user alone.",
  "not-own": "Write the name of the user alone.",
};

/** What is said of names that are not what `WHAT` has. */
const LOST: Readonly<Partial<Record<RefusedName, string>>> = {
  "too-long":
    'newaliases leaves out this alias: its name has more than 255 bytes.\nIt says "illegal alias name" and exits with 70. Write the name of a user of this server.',
  character:
    'newaliases leaves out this alias: a character in its name is not allowed.\nIt says "8-bit character in mailbox address". Curly quotes, dashes and letters of most scripts are refused, in comments too. Write the name in ASCII.',
  unbalanced:
    "newaliases loses this name: a quote or bracket in it is not closed.\nIt says Unbalanced, and no mail finds the alias. Close it, or remove it.",
  empty:
    "This line does nothing: newaliases finds no name before the colon.\nIt drops comments, brackets and quotes from names. Write the name of a user of this server.",
};

/** Of characters that a file in Latin-1 writes with other bytes. */
const LATIN =
  'In UTF-8 newaliases leaves out this alias: a letter in its name is refused.\nIt says "8-bit character in mailbox address". This is so for À to ß (Ä, Ö, Ü, ß), in comments too. Write the name in ASCII.';

/** True where a bracket is closed and not opened, or a comment is not closed: newaliases complains, and stores the name. */
function isUnbalanced({ key, value }: TableEntry): boolean {
  const { unbalanced } = joined(key);
  // A colon in quotes ends the name; what that makes of the recipients is said there.
  return unbalanced !== undefined && joined(`${key}:${value}`).unbalanced !== undefined;
}

export const rule: EntryRule = {
  meta: {
    code: "aliases-not-local",
    title: "A name that newaliases refuses: aliases are for local users only",
    severity: "error",
    kinds: ["aliases"],
    fix: "none",
    versions: "*",
    sources: ['seen with newaliases: "cannot alias non-local names", exit status 70'],
  },
  facts: [OWN_DOMAINS],
  checkEntry(entry, context, report) {
    const illegal = (span: Span, what: string) =>
      report({
        span,
        message: `newaliases leaves out this alias: ${what}.\nIt says "illegal alias name" and exits with 70. Write the name of a user of this server.`,
      });
    if (entry.key === "") return illegal(entry.lineSpan, "it has no name before the colon");
    const key = aliasKey(entry.key);
    if (key.kind === "odd" && isUnbalanced(entry))
      report({
        span: entry.keySpan,
        severity: "warning",
        message:
          "newaliases complains about this name: a bracket in it has no other half.\nIt says Unbalanced, drops the bracket, and takes the alias. Remove the bracket.",
      });
    if (key.kind === "refused") {
      const isLatin = key.why === "character" && isReservedInUtf8Only(entry.key);
      const lost = isLatin ? LATIN : LOST[key.why];
      if (key.why === "unbalanced" && !isUnbalanced(entry)) return;
      if (lost !== undefined)
        return report({ span: entry.keySpan, severity: isLatin ? "warning" : "error", message: lost });
      report({
        span: entry.keySpan,
        message: `newaliases leaves out this alias: its name is ${WHAT[key.why] ?? "not one of a user"}.\nIt says "cannot alias non-local names". Only names of users of this server can have an alias. ${ADVICE[key.why] ?? "Are name and recipient swapped?"}`,
      });
      return;
    }
    if (key.kind !== "address") return;
    // The rules of the .cf know `localhost` with the server's own domain, whatever class w has.
    if (key.host.startsWith("localhost.")) return;
    const own = context.fact(OWN_DOMAINS);
    if (own === undefined || !own.hostIsKnown || own.state(key.host) !== "not") return;
    report({
      span: entry.keySpan,
      severity: "warning",
      message: `newaliases leaves out this alias if its host is not a name of this server.\nNo file that was read puts ${key.host} in class w, and then newaliases says "cannot alias non-local names". Make the domain local (LOCAL_DOMAIN, local-host-names), or move the line to the virtusertable.`,
    });
  },
};
