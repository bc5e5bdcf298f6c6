// No alias for root: its mail stays on this host.
import { aliasFiles, aliasGraph, firstLineOf, hasHub, knowsAllAliases } from "../facts/alias-graph.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "aliases-root-unaliased",
    title: "Mail for root stays in the mailbox of root on this host",
    severity: "information",
    kinds: ["aliases"],
    fix: "none",
    versions: "*",
    sources: ["operations guide, section on the alias database"],
  },
  check(site, report) {
    const graph = aliasGraph(site);
    const [first] = aliasFiles(site);
    if (graph === undefined || first === undefined || !knowsAllAliases(site) || hasHub(site)) return;
    if (graph.find("root") !== undefined) return;
    report({
      span: firstLineOf(first),
      message:
        "root has no alias: its mail stays in the mailbox of root on this host.\nReports from cron and the system go there, and so does mail for postmaster if that alias leads to root. Add a line root: with the name of a person who reads mail.",
    });
  },
};
