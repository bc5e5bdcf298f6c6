// Tags that only a feature looks up, where it is off.

import { featureFixes } from "../edits/feature-edits.ts";
import { isRead, missingFeature, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-tag-off",
    title: "A tag of the access map whose feature is off",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  concerns: ({ tag }) => tag !== "",
  checkEntry(entry, context, report) {
    const tag = tagOf(entry);
    if (tag === "" || !isRead(context) || context.ownTags.has(tag)) return;
    if (tag === "authinfo" && context.features?.has("authinfo")) {
      report({
        span: entry.tagSpan,
        cause: "authinfo",
        message:
          "This line does nothing: FEATURE(`authinfo') has a map of its own.\nsendmail then does not look up AuthInfo: in the access map. Move the line to that map.",
      });
      return;
    }
    const name = missingFeature(entry, context);
    if (name === undefined || !context.isComplete) return;
    const word = entry.action.kind === "hater" ? "hater" : "friend";
    const call = name === "delay_checks" ? `FEATURE(\`delay_checks', \`${word}')` : `FEATURE(\`${name}')`;
    report({
      span: entry.tagSpan,
      cause: `${tag} ${call}`,
      message: `This line does nothing: without its feature, nothing reads ${entry.tag}:.\nAdd ${call} to the .mc, or remove the line.`,
      fixes: () => (context.features?.has(name) || name === "bcc" ? [] : featureFixes(context.site, name, call)),
    });
  },
};
