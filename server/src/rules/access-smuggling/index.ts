// Srv_Features letters that take the protection against smuggled messages away from everybody.
import { isRead, tagOf } from "../access-words.ts";
import { replacement } from "../edits.ts";
import type { EntryRule } from "../types.ts";

/** What each letter accepts again; `gentle` is the way that does no harm. */
const LETTERS: Readonly<
  Record<string, { readonly accepts: string; readonly gentle?: string; readonly softer?: string }>
> = {
  F: { accepts: "commands that come before the last one is answered" },
  O: { accepts: "another end of the message than CR LF . CR LF" },
  U: { accepts: "a CR that stands alone", gentle: "u2", softer: "replaces a CR that stands alone by a space" },
  G: { accepts: "an LF that stands alone", gentle: "g2", softer: "replaces an LF that stands alone by a space" },
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
      // sendmail reads the first letter of a word, and the digit behind it.
      if (letter === undefined || /^[A-Z]2/.test(word)) continue;
      // A bare LF is refused before anything looks at the dot.
      if (word.startsWith("O") && !/(?:^|\s)G(?!2)/.test(entry.value)) continue;
      const { accepts, gentle, softer } = letter;
      const span = { source, start: start + index, end: start + index + word.length };
      report({
        span,
        message:
          `With ${word.charAt(0)} in the line for all clients, sendmail accepts ${accepts} from everybody. Strangers can so hide a second message with a forged sender in one that is accepted (SMTP smuggling, CVE-2023-51765). ` +
          `Grant it to single clients of your own network only${gentle === undefined ? "" : `, or write ${gentle}, which is harmless`}.`,
        fixes: () => (gentle === undefined ? [] : [replacement(`Write ${gentle}: ${softer}`, span, gentle, "asks")]),
      });
    }
  },
};
