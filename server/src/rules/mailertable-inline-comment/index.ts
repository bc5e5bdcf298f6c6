// A comment after the right side becomes part of it.
import { lineEndOf } from "../edits.ts";
import { targetIn } from "../mailertable-lines.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "mailertable-inline-comment",
    title: "A comment after the right side becomes part of the host's name",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    sources: ["makemap(8)", "seen with sendmail -v: it connects to [mail.example.com]#.comment"],
  },
  checkEntry(entry, context, report) {
    if (!entry.value.includes("#")) return;
    const written = /^(.*?)(\s+)(#.*)$/s.exec(entry.value);
    const [, kept = "", , comment = ""] = written ?? [];
    if (written === null || kept === "") return;
    const { kind } = targetIn(entry);
    if (kind === "ignored") return;
    const { source, start, end } = entry.valueSpan;
    const cut = { span: { source, start: start + kept.length, end }, newText: "" };
    const above = { source, start: entry.lineSpan.start, end: entry.lineSpan.start };
    const effect = kind === "error" ? "the text that senders see" : kind === "local" ? "the user" : "the host";
    report({
      span: { source, start: end - comment.length, end },
      severity: kind === "error" ? "information" : "error",
      message: `This comment becomes part of ${effect}.\nOnly a line with # in column one is a comment. Put it on a line of its own.`,
      fixes: () => [
        {
          title: "Move the comment to a line of its own: the line then sends mail where it says",
          grade: "asks",
          preferred: true,
          changes: [{ span: above, newText: `${comment}${lineEndOf(context.document)}` }, cut],
        },
      ],
    });
  },
};
