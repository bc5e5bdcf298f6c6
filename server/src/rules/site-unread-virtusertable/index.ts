// A virtusertable beside a .mc that does not read it.
import { unreadTableRule } from "../shapes/unread-table-rule.ts";

export const rule = unreadTableRule(
  {
    code: "site-unread-virtusertable",
    title: "A virtusertable that nothing reads",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  {
    kind: "virtusertable",
    feature: "virtusertable",
    map: "virtuser",
    effect: "Its lines do nothing: mail goes to users and aliases of the same name.",
  },
);
