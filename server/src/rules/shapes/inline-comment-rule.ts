// The shape that the rules about comments after a right side share: makemap stores them as a part of it.
import type { TableEntry } from "../../tables/types.ts";
import { lineEndOf } from "../edits/edits.ts";
import type { EntryContext, EntryRule, RuleMeta, Severity } from "../types.ts";

/** What a comment becomes a part of, and how bad that is; undefined where another rule speaks of the line. */
export type CommentEffect = (
  entry: TableEntry,
  context: EntryContext,
) => { readonly effect: string; readonly severity: Severity } | undefined;

/** A rule about ` # comment` after a right side. `works`: what the line does once the comment is gone, as the end of a title. */
export function inlineCommentRule(meta: RuleMeta, works: string, effectOf: CommentEffect): EntryRule {
  return {
    meta,
    checkEntry(entry, context, report) {
      if (!entry.value.includes("#")) return;
      const [, kept = "", comment = ""] = /^(.*?)\s+(#.*)$/s.exec(entry.value) ?? [];
      const found = kept === "" ? undefined : effectOf(entry, context);
      if (found === undefined) return;
      const { source, start, end } = entry.valueSpan;
      const cut = { span: { source, start: start + kept.length, end }, newText: "" };
      const above = { source, start: entry.lineSpan.start, end: entry.lineSpan.start };
      report({
        span: { source, start: end - comment.length, end },
        severity: found.severity,
        message: `This comment becomes part of ${found.effect}.\nOnly a line with # in column one is a comment. Put it on a line of its own.`,
        fixes: () => [
          {
            title: `Move the comment to a line of its own: the line then ${works}`,
            grade: "asks",
            preferred: true,
            changes: [{ span: above, newText: `${comment}${lineEndOf(context.document)}` }, cut],
          },
        ],
      });
    },
  };
}
