// A name that newaliases refuses, since it is not one of a user of this server.
import { aliasKey, type RefusedName } from "../../tables/index.ts";
import type { Span } from "../../text.ts";
import { OWN_DOMAINS } from "../facts/asked-domains.ts";
import type { EntryRule } from "../types.ts";

/** What the name is instead of a user's. */
const WHAT: Readonly<Record<Exclude<RefusedName, "too-long">, string>> = {
  program: "a program",
  file: "a path",
  "no-user": "a whole domain",
  "no-host": "an address without a host",
  "two-at": "an address with two @",
  "bad-host": "an address with dots in a row",
  list: "a list",
};

const ADVICE: Readonly<Record<string, string>> = {
  "no-user": "FEATURE(`virtusertable') has lines for whole domains.",
  list: "Write a line for each name.",
  "no-host": "Write the name of the user alone.",
  "two-at": "Write the name of the user alone.",
  "bad-host": "Write the name of the user alone.",
};

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
    if (key.kind === "refused") {
      if (key.why === "too-long") return illegal(entry.keySpan, "its name has more than 255 bytes");
      report({
        span: entry.keySpan,
        message: `newaliases leaves out this alias: its name is ${WHAT[key.why]}.\nIt says "cannot alias non-local names". Only names of users of this server can have an alias. ${ADVICE[key.why] ?? "Are name and recipient swapped?"}`,
      });
      return;
    }
    if (key.kind !== "address") return;
    const own = context.fact(OWN_DOMAINS);
    if (own === undefined || !own.hostIsKnown || own.state(key.host) !== "not") return;
    report({
      span: entry.keySpan,
      severity: "warning",
      message: `newaliases leaves out this alias if its host is not a name of this server.\nNo file that was read puts ${key.host} in class w, and then newaliases says "cannot alias non-local names". Make the domain local (LOCAL_DOMAIN, local-host-names), or move the line to the virtusertable.`,
    });
  },
};
