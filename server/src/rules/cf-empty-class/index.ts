// A class of the author's own that rules ask for and that no line fills.
import { builtInNames } from "../../catalog/index.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-empty-class",
    title: "A class that rules of a .cf use and nothing fills",
    severity: "information",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: ['Operations guide, section "C and F -- Define Classes"'],
  },
  check(site, report) {
    const { cf } = site;
    if (cf === undefined) return;
    const { mentions } = mentionsIn(site);
    const filled = new Set(
      mentions.flatMap(({ thing, role, key }) => (thing === "class" && role === "definition" ? [key] : [])),
    );
    // The m4 library's rules ask for these whether a site fills them or not.
    const ofLibrary = new Set(builtInNames("class"));
    const told = new Set<string>();
    for (const { thing, role, key, span } of mentions) {
      if (thing !== "class" || role !== "use" || filled.has(key) || told.has(key)) continue;
      if (cf.config.classes.has(key) || key.length === 1 || ofLibrary.has(key)) continue;
      told.add(key);
      report({
        span,
        message: `Nothing fills class ${key.length > 30 ? "of this name" : key}.\nNo C or F line puts a word in it, so $= never matches it and $~ matches every word. Correct the name (upper and lower case count), or fill the class.`,
      });
    }
  },
};
