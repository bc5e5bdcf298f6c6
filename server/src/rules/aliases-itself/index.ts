// An alias that leads only to itself.

import { lineFixes } from "../edits/table-edits.ts";
import { aliasGraph } from "../facts/alias-graph.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "aliases-itself",
    title: "An alias that leads only to itself",
    severity: "warning",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bv: self: self is the local user self"],
  },
  check(site, report) {
    const graph = aliasGraph(site);
    if (graph === undefined) return;
    for (const alias of graph.knotted(Number.MAX_VALUE)) {
      const leads = alias.steps.map((step) => graph.follow(step));
      // With a detail it is another name: a circle, which aliases-loop reports.
      if (!leads.every((next) => next.kind === "alias" && next.alias === alias && next.user === alias.name)) continue;
      const { entry } = alias;
      const name = alias.name.length > 30 ? `${alias.name.slice(0, 29)}…` : alias.name;
      report({
        span: entry.keySpan,
        tags: ["unnecessary"],
        message: `This alias leads to itself: it does nothing.\nMail goes to the user ${name} of this server, as without the line, and bounces with User unknown if there is no such user. Remove the line, or name a recipient.`,
        // Without the line name+* or another file would count.
        fixes: () =>
          /[+]/.test(alias.name) || site.tablesOf("aliases").length > 1
            ? []
            : lineFixes(entry, alias.file.document, "asks"),
      });
    }
  },
};
