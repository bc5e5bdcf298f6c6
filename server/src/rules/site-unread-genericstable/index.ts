// A genericstable beside a .mc that does not read it.
import { unreadTableRule } from "../shapes/unread-table-rule.ts";

export const rule = unreadTableRule(
  {
    code: "site-unread-genericstable",
    title: "A genericstable that nothing reads",
    severity: "warning",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  {
    kind: "genericstable",
    feature: "genericstable",
    map: "generics",
    effect: "Senders keep their names.",
    partner: " and GENERICS_DOMAIN with the domains of its keys",
  },
);
