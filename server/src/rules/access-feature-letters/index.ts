// Letters of Srv_Features and Clt_Features that do nothing.
import { catalog } from "../../catalog/index.ts";
import { splitKey, tagOf } from "../access-words.ts";
import { replacement } from "../edits.ts";
import type { EntryRule } from "../types.ts";

const KINDS: Readonly<Record<string, "srv-feature" | "clt-feature">> = {
  srv_features: "srv-feature",
  clt_features: "clt-feature",
};

export const rule: EntryRule = {
  meta: {
    code: "access-feature-letters",
    title: "A letter of Srv_Features or Clt_Features that sendmail does not know",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "starttls",
    sources: ['Operations guide, section "srv_features"'],
  },
  concerns: ({ tag }) => KINDS[tag] !== undefined,
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    const kind = KINDS[tagOf(entry)];
    if (kind === undefined) return;
    const { source, start } = entry.valueSpan;
    for (const { 0: word, index } of entry.value.matchAll(/\S+/g)) {
      const span = { source, start: start + index, end: start + index + word.length };
      const isKnown = (letter: string) => catalog.get(kind, letter) !== undefined;
      const [first = "", ...rest] = word;
      if (isKnown(word)) continue;
      const joined = isKnown(first) && rest.length > 0 && rest.every((letter) => isKnown(letter));
      const apart = [first, ...rest].join(" ");
      report({
        span,
        message: joined
          ? `"${word}" means only ${first}: sendmail reads the first letter of each word.\nWrite ${apart}.`
          : `sendmail has no ${entry.tag} letter "${isKnown(first) ? rest.join("") : first}" and ignores it.\nCorrect or remove it.`,
        fixes: () =>
          joined ? [replacement("Put spaces between the letters: each of them takes effect", span, apart, "asks")] : [],
      });
    }
  },
};
