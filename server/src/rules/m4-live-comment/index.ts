// A macro after `#`: m4 runs it anyway.
import { catalog } from "../../catalog/index.ts";
import { lineBounds } from "../edits/edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "m4-live-comment",
    title: "A macro after # runs: # does not start a comment in a .mc",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, "A brief introduction to m4"', "seen with m4: cf.m4 switches comments off"],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc === undefined) return;
    const text = mc.document.getText();
    const seen = new Set<number>();
    for (const { call, implied } of [...mc.config.uses, ...mc.config.settings]) {
      // Sections such as LOCAL_CONFIG hold cf lines, whose own comments may name anything.
      if (implied || call.parent !== undefined || call.nameSpan.source !== mc.uri) continue;
      const { start } = lineBounds(mc.document, call.nameSpan.start);
      const before = text.slice(start, call.nameSpan.start);
      if (seen.has(start) || !/^[ \t]*#/.test(before) || !isKnown(call.name)) continue;
      seen.add(start);
      // Spaces before dnl would get into the .cf and stop sendmail.
      const hash = start + before.indexOf("#");
      report({
        span: call.nameSpan,
        message:
          `${call.name} runs although it is after #: # does not start a comment here.\nWhat looks disabled is on. ` +
          "Write dnl before the line to disable it, or remove the # to keep it.",
        fixes: () => [
          {
            title: `Put dnl before the line: ${call.name} no longer takes effect`,
            grade: "asks",
            preferred: true,
            changes: [{ span: { source: mc.uri, start, end: hash }, newText: "dnl " }],
          },
        ],
      });
    }
  },
};

function isKnown(name: string): boolean {
  return catalog.get("macro", name) !== undefined || catalog.get("builtin", name) !== undefined;
}
