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
    sources: [
      "operations guide, section on the alias database",
      "seen with sendmail -bv root: a circle ends at the user",
    ],
  },
  check(site, report) {
    const graph = aliasGraph(site);
    const [first] = aliasFiles(site);
    if (graph === undefined || first === undefined || !knowsAllAliases(site) || hasHub(site)) return;
    const alias = graph.find("root");
    if (alias !== undefined) {
      const { users, isUnread } = graph.fate("root");
      if (isUnread) {
        report({
          span: alias.entry.keySpan,
          severity: "warning",
          message: `Mail for root goes to the account ${[...users].join(", ")}, which no person reads.\nReports from cron and the system go there. Name a person who reads mail.`,
        });
        return;
      }
      const names = graph.circle(alias)?.names ?? [];
      if (names.length < 2 || !names.includes("root") || graph.fate("root").arrives) return;
      report({
        span: alias.entry.keySpan,
        severity: "warning",
        message: `The alias of root leads back to root: its mail stays in that mailbox.\n${[...names, names[0]].join(" → ")}: mail for all of them ends there. Name a person who reads mail.`,
      });
      return;
    }
    report({
      span: firstLineOf(first),
      message:
        "root has no alias: its mail stays in the mailbox of root on this host.\nReports from cron and the system go there, and so does mail for postmaster if that alias leads to root. Add a line root: with the name of a person who reads mail.",
    });
  },
};
