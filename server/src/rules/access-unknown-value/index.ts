// Values that are none of the few words their tag knows.
import { catalog } from "../../catalog/index.ts";
import { replacement } from "../edits/edits.ts";
import { splitKey, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** The words that a tag knows, by its name in lower case. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  spam: ["FRIEND", "HATER"],
  try_tls: ["NO"],
  certissuer: ["RELAY", "SUBJECT"],
  certsubject: ["RELAY"],
};
/** What a word does where its tag knows it. */
const EFFECTS: Readonly<Record<string, (key: string) => string>> = {
  FRIEND: (key) => `lets mail to ${key} skip the checks of clients and senders`,
  HATER: (key) => `has mail to ${key} checked by client and sender`,
  NO: (key) => `sends to ${key || "everybody"} without TLS`,
  RELAY: (key) => `lets clients with a certificate of ${key} relay to anywhere`,
  SUBJECT: (key) => `has the subject of each certificate of ${key} looked up`,
};

/** What says clearly that TLS is to be tried, which is an exception from a wider NO. */
const HARMLESS = /^(?:OK|YES)$/i;

export const rule: EntryRule = {
  meta: {
    code: "access-unknown-value",
    title: "A value that does not exist for its tag",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ tag, action }) => action === "text" && WORDS[tag] !== undefined,
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    const words = entry.action.kind === "text" ? WORDS[tagOf(entry)] : undefined;
    if (words === undefined) return;
    if (tagOf(entry) === "try_tls" && HARMLESS.test(entry.value)) return;
    const near = catalog
      .nearest(entry.value.replace(/\s.*$/s, ""), ["access-action"])
      .map(({ name }) => name)
      .filter((name) => words.includes(name));
    const offered = near.length > 0 ? near : words.length === 1 ? words : [];
    report({
      span: entry.valueSpan,
      message: `"${entry.value}" does nothing after ${entry.tag}:.\nThe values there are ${words.join(" and ")}. ${offered.length > 0 ? `Did you mean ${offered.join(" or ")}?` : "Write one of them."}`,
      fixes: () =>
        offered.map((word) =>
          replacement(`Change it to ${word}: ${EFFECTS[word]?.(entry.key) ?? ""}`, entry.valueSpan, word, "asks"),
        ),
    });
  },
};
