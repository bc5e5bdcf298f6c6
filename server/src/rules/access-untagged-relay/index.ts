// `domain RELAY` without a tag.
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-untagged-relay",
    title: "RELAY for a domain without a tag works in both directions",
    severity: "information",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    strict: true,
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  concerns: ({ tag, shape, action }) => tag === "" && shape === "domain" && action === "relay",
  checkEntry(entry, _context, report) {
    const { shape, action } = entry;
    if (entry.tag !== "" || action.kind !== "relay" || shape.kind !== "domain") return;
    if (shape.bracketed || shape.trailingDot || /^localhost(?:\.|$)/.test(shape.name)) return;
    const { source, start } = entry.keySpan;
    report({
      span: entry.keySpan,
      message:
        `Without a tag, RELAY for a domain works in both directions.\nThis lets every host below ${shape.name} send anywhere through this server, and lets anyone send mail to ${shape.name}. ` +
        "Write To: before the domain to accept mail for it, or Connect: to let its hosts relay.",
      fixes: () =>
        ["To:", "Connect:"].map((tag) => ({
          title: `Write ${tag}${shape.name}: ${tag === "To:" ? "its hosts may no longer relay" : "mail to it is no longer relayed for anyone"}`,
          grade: "asks",
          changes: [{ span: { source, start, end: start }, newText: tag }],
        })),
    });
  },
};
