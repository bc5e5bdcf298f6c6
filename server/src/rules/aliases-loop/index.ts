// Aliases that lead in a circle, and chains that are too long for sendmail.
import { aliasGraph } from "../facts/alias-graph.ts";
import type { SiteRule } from "../types.ts";

/** Names of a circle that a message lists. */
const MOST_NAMES = 4;

export const rule: SiteRule = {
  meta: {
    code: "aliases-loop",
    title: "Aliases that lead in a circle, or through too many other aliases",
    severity: "warning",
    kinds: ["aliases"],
    fix: "none",
    versions: "*",
    sources: [
      'seen with sendmail -bv: "aliasing/forwarding loop broken"',
      "Operations guide, option MaxAliasRecursion",
    ],
  },
  check(site, report) {
    const graph = aliasGraph(site);
    if (graph === undefined) return;
    const set =
      site.mc === undefined
        ? site.cf?.config.options.get("MaxAliasRecursion")?.value
        : site.mc.config.option("confMAX_ALIAS_RECURSION")?.value;
    const most = Number(set ?? 10) || 10;
    for (const alias of graph.knotted(most)) {
      const { arrives, depth } = graph.fate(alias.name);
      if (arrives && depth <= most) continue;
      const { entry } = alias;
      if (!arrives) {
        const circle = graph.circle(alias);
        if (circle === undefined || circle.hasAccount) continue;
        const { names, aliases } = circle;
        const others = aliases.filter((other) => other !== alias).slice(0, MOST_NAMES);
        const more = names.length > MOST_NAMES ? ["…"] : [];
        const shown = [...names.slice(0, MOST_NAMES), ...more, names[0]].join(" → ");
        report({
          span: entry.keySpan,
          message: `These aliases lead in a circle: nobody gets the mail.\nsendmail says "aliasing/forwarding loop broken" and returns it: ${shown}. If one of these names is a user of this server, that user still gets it. Name a person in one of the lines, or write \\user for a user of the same name.`,
          related: others.map(({ entry: { keySpan: span } }) => ({ span, message: "This line is part of the circle" })),
        });
      } else if (depth > most)
        report({
          span: entry.keySpan,
          severity: "error",
          message: `This chain has ${depth} aliases, and sendmail follows only ${most}.\nIt says "aliasing/forwarding loop broken" and returns the mail. Name the last recipients here, or set confMAX_ALIAS_RECURSION in the .mc.`,
        });
    }
  },
};
