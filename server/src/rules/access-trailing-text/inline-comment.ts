// `RELAY # office`: the comment becomes part of the value, and the action is lost.
import { parseAction } from "../../tables/action.ts";
import { lineEndOf } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import type { Reason } from "../shapes/reasons.ts";
import type { Fix } from "../types.ts";

/** Reports comments after an action. */
export const inlineComment: Reason = {
  former: { code: "access-inline-comment" },
  concerns: ({ action }) => action === "text",
  checkEntry(entry, context, report) {
    const { action, value } = entry;
    if (action.kind !== "text" || !value.includes("#")) return;
    const written = /^([^#]*?)[ \t]*(#.*)$/s.exec(value);
    const [, kept = "", comment = ""] = written ?? [];
    if (written === null || kept.includes(" ") || action.meant === undefined) return;
    const { source, start, end } = entry.valueSpan;
    const span = { source, start: end - comment.length, end };
    const cut = { span: { source, start: start + kept.length, end }, newText: "" };
    const above = { source, start: entry.lineSpan.start, end: entry.lineSpan.start };
    const effect = effectOf(entry, context, entry.key, { action: parseAction(kept, entry.tag) });
    const fixes = (): readonly Fix[] => [
      {
        title: `Move the comment to a line of its own: ${effect}`,
        grade: "asks",
        preferred: true,
        changes: [{ span: above, newText: `${comment}${lineEndOf(context.document)}` }, cut],
      },
      { title: `Remove the comment: ${effect}`, grade: "asks", changes: [cut] },
    ];
    report({
      span,
      message:
        `This comment becomes part of the value, so the action is lost.\nThe map answers "${value}", and sendmail does not see ${kept.toUpperCase()}. Only a line with # in column one is a comment. ` +
        "Put the comment on a line of its own.",
      fixes,
    });
  },
};
