// A domaintable beside a .mc that does not read it.
import { unreadTableRule } from "../shapes/unread-table-rule.ts";

export const rule = unreadTableRule(
  {
    code: "site-unread-domaintable",
    title: "A domaintable that nothing reads",
    severity: "warning",
    kinds: ["domaintable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  {
    kind: "domaintable",
    feature: "domaintable",
    map: "domaintable",
    effect: "Old names of domains are not replaced.",
  },
);
