// Aliases that lead in a circle, and chains that are too long for sendmail.
import { type Alias, type AliasGraph, aliasGraph, entryOf } from "../alias-graph.ts";
import type { SiteRule } from "../types.ts";

/** Accounts that every system has: a circle through one of them ends there. */
const ACCOUNTS = new Set(
  "root daemon bin sys adm lp mail news uucp operator games man proxy backup nobody www-data".split(" "),
);

/** Names of a circle that a message lists. */
const MOST_NAMES = 4;

export const rule: SiteRule = {
  meta: {
    code: "aliases-loop",
    title: "Aliases that lead in a circle, or through more aliases than sendmail follows",
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
    const most = Number(site.mc?.config.option("confMAX_ALIAS_RECURSION")?.value ?? 10) || 10;
    for (const alias of graph.chained()) {
      const { arrives, depth } = graph.fate(alias.name);
      const entry = arrives && depth <= most ? undefined : entryOf(alias);
      if (entry === undefined) continue;
      if (!arrives) {
        const circle = circleOf(alias, graph);
        if (circle.length === 0 || circle.some((name) => ACCOUNTS.has(name))) continue;
        const shown = [...circle.slice(0, MOST_NAMES), ...(circle.length > MOST_NAMES ? ["…"] : []), circle[0]].join(
          " → ",
        );
        report({
          span: entry.keySpan,
          message: `These aliases lead in a circle: nobody gets the mail.\nsendmail says "aliasing/forwarding loop broken" and returns it: ${shown}. If one of these names is a user of this server, that user still gets it. Name a person in one of the lines, or write \\user for a user of the same name.`,
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

/** The names of the first circle that an alias leads to; [] where it leads to none. */
function circleOf(start: Alias, graph: AliasGraph): readonly string[] {
  const path: Alias[] = [];
  for (let alias: Alias | undefined = start; alias !== undefined; ) {
    const at = path.indexOf(alias);
    if (at !== -1) return path.slice(at).map(({ name }) => name);
    path.push(alias);
    const next: readonly Alias[] = alias.steps.flatMap((step) => {
      const to = graph.follow(step);
      return typeof to === "object" && "steps" in to ? [to] : [];
    });
    alias = next[0];
  }
  return [];
}
