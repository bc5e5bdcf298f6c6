// FEATURE(a)dnl FEATURE(b): what stands behind dnl on the line is never read.
import { catalog } from "../../catalog/index.ts";
import { lineBounds, lineEndOf } from "../edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "m4-lost-text",
    title: "A macro after dnl on the same line is never read",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, dnl", "seen with m4: FEATURE(a)dnl FEATURE(b) loses b"],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc === undefined) return;
    const text = mc.document.getText();
    for (const { span, why } of mc.config.expansion.dead) {
      if (why !== "dnl" || span.source !== mc.uri) continue;
      // Only right behind a call that took effect: a line that starts with dnl was switched off on purpose.
      if (text[span.start - 1] !== ")") continue;
      const lost = /^dnl[ \t]+([A-Z][A-Z_]+|define)(?=\(`)/.exec(
        text.slice(span.start, lineBounds(mc.document, span.start).end),
      );
      const [found = "", name = ""] = lost ?? [];
      if (lost === null || (catalog.get("macro", name) ?? catalog.get("builtin", name)) === undefined) continue;
      const start = span.start + found.length - name.length;
      report({
        span: { source: mc.uri, start, end: start + name.length },
        message:
          `m4 never reads this ${name}: dnl ends the line.\n` + "To make it take effect, put it on a line of its own.",
        fixes: () => [
          {
            title: `Put it on a line of its own: ${name} takes effect`,
            grade: "asks",
            preferred: true,
            changes: [
              {
                span: { source: mc.uri, start: start - (found.length - name.length - 3), end: start },
                newText: lineEndOf(mc.document),
              },
            ],
          },
        ],
      });
    }
  },
};
