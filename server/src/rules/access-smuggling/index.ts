// Srv_Features letters that take the protection against smuggled messages away from everybody.

import { replacement } from "../edits/edits.ts";
import { isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** What each letter accepts again; `gentle` is the way that does no harm. */
const LETTERS: Readonly<
  Record<string, { readonly accepts: string; readonly gentle?: string; readonly softer?: string }>
> = {
  F: { accepts: "commands that come before the last one is answered" },
  O: { accepts: "another end of the message than CR LF . CR LF" },
  U: { accepts: "a CR on its own", gentle: "u2", softer: "replaces a CR on its own with a space" },
  G: { accepts: "an LF on its own", gentle: "g2", softer: "replaces an LF on its own with a space" },
};

export const rule: EntryRule = {
  meta: {
    code: "access-smuggling",
    title: "The protection against smuggled messages is off for everybody",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.17.1.9",
    guidance: "starttls",
    sources: ["RELEASE_NOTES 8.18.1", "CVE-2023-51765"],
  },
  concerns: ({ tag, shape }) => tag === "srv_features" && shape === "empty",
  checkEntry(entry, context, report) {
    if (tagOf(entry) !== "srv_features" || entry.shape.kind !== "empty" || !isRead(context)) return;
    const { source, start } = entry.valueSpan;
    for (const { 0: word, index } of entry.value.matchAll(/\S+/g)) {
      const letter = LETTERS[word.charAt(0)];
      // sendmail reads the first letter of a word, and the digit after it.
      if (letter === undefined || /^[A-Z]2/.test(word)) continue;
      // A bare LF is refused before anything looks at the dot.
      if (word.startsWith("O") && !/(?:^|\s)G(?!2)/.test(entry.value)) continue;
      const { accepts, gentle, softer } = letter;
      const span = { source, start: start + index, end: start + index + word.length };
      report({
        span,
        message:
          `${word.charAt(0)} for all clients turns the protection against SMTP smuggling off.\nsendmail then accepts ${accepts} from everybody, and strangers can hide a second message with a forged sender in an accepted one (CVE-2023-51765). ` +
          `Grant it only to single clients of your own network${gentle === undefined ? "" : `, or write ${gentle}, which is harmless`}.`,
        fixes: () => (gentle === undefined ? [] : [replacement(`Write ${gentle}: ${softer}`, span, gentle, "asks")]),
      });
    }
  },
};
