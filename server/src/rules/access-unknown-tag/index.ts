// A tag that nothing in sendmail looks up.
import { catalog } from "../../catalog/index.ts";
import { replacement } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import type { EntryRule } from "../types.ts";

/** Actions whose loss is felt: mail that was to be refused comes in, and mail that was to be relayed is refused. */
const REFUSING: ReadonlySet<string> = new Set(["relay", "reject", "discard", "error", "reply"]);

export const rule: EntryRule = {
  meta: {
    code: "access-unknown-tag",
    title: "A tag in the access map that sendmail never looks up",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  concerns: ({ tag }) => tag !== "" && catalog.get("access-tag", `${tag}:`) === undefined,
  checkEntry(entry, context, report) {
    const { tag } = entry;
    if (tag === "" || catalog.get("access-tag", `${tag}:`) !== undefined) return;
    if (context.ownTags.has(tag.toLowerCase())) return;
    const near = catalog.nearest(`${tag}:`, ["access-tag"]).map(({ name }) => name.slice(0, -1));
    const advice =
      near.length === 0
        ? "If a ruleset of your own looks it up, suppress this finding."
        : `Did you mean ${near.join(" or ")}?`;
    report({
      span: entry.tagSpan,
      // What was to be refused comes in, or who was to relay is refused.
      severity: REFUSING.has(entry.action.kind) ? "error" : "warning",
      message: `This line does nothing: sendmail never looks up the tag "${tag}:".\n${advice}`,
      fixes: () =>
        near.map((name) => {
          const effect = effectOf(entry, context, entry.key, { tag: name });
          return replacement(`Write ${name}: ${effect}`, entry.tagSpan, name);
        }),
    });
  },
};
