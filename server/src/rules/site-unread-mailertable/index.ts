// A mailertable beside a .mc that does not read it.
import { unreadTableRule } from "../shapes/unread-table-rule.ts";

export const rule = unreadTableRule(
  {
    code: "site-unread-mailertable",
    title: "A mailertable that nothing reads",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"'],
  },
  {
    kind: "mailertable",
    feature: "mailertable",
    map: "mailertable",
    effect: "All mail goes where the DNS or SMART_HOST says.",
  },
);
