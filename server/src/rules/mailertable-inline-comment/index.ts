// A comment after the right side becomes part of it.

import { targetIn } from "../facts/mailertable-lines.ts";
import { inlineCommentRule } from "../shapes/inline-comment-rule.ts";

export const rule = inlineCommentRule(
  {
    code: "mailertable-inline-comment",
    title: "A comment after the right side becomes part of the host's name",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    sources: ["makemap(8)", "seen with sendmail -v: it connects to [mail.example.com]#.comment"],
  },
  "sends mail there",
  (entry) => {
    const { kind } = targetIn(entry);
    if (kind === "ignored") return undefined;
    if (kind === "error") return { effect: "the text that senders see", severity: "information" };
    return { effect: kind === "local" ? "the user" : "the host", severity: "error" };
  },
);
