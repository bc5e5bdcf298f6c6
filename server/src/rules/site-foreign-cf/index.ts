// A .cf without the VERSIONID of the .mc beside it.
import type { SiteRule } from "../types.ts";

const SLACK = 1000;

export const rule: SiteRule = {
  meta: {
    code: "site-foreign-cf",
    title: "A .cf that was not built from this .mc",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ['cf/README, section "Introduction and example"'],
  },
  check(site, report) {
    const { mc } = site;
    const text = mc?.compiled && site.document(mc.compiled.uri)?.getText();
    if (mc?.compiled === undefined || text === undefined || mc.config.fatal !== undefined) return;
    // A .cf that is older than its .mc has a finding of its own.
    if (mc.modified !== undefined && mc.compiled.modified + SLACK <= mc.modified) return;
    let words: string | undefined;
    const has = (stamp: string): boolean => {
      words ??= squeezed(text);
      return words.includes(stamp);
    };
    for (const use of mc.config.versionIds) {
      const [id] = use.args;
      const stamp = squeezed(id?.text ?? "");
      // Nearly always it is there as it was written.
      if (use.implied || id === undefined || stamp === "" || text.includes(id.text) || has(stamp)) continue;
      if (site.document(id.span.source) !== mc.document) continue;
      const cf = mc.compiled.uri.replace(/^.*\//, "");
      report({
        span: id.exact ?? id.span,
        message: `${cf} was not built from this file: it does not have this VERSIONID.\nIt comes from another file or from an older version of this one, and sendmail does what ${cf} says. Build it again from this file, or find the .mc that it came from.`,
      });
    }
  },
};

/** Spaces and the characters around a stamp do not count. */
function squeezed(text: string): string {
  return text.replace(/[\s#$]+/g, " ").trim();
}
