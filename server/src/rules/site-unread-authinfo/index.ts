// A table of logins beside a .mc that does not read it.
import { unreadTableRule } from "../shapes/unread-table-rule.ts";

export const rule = unreadTableRule(
  {
    code: "site-unread-authinfo",
    title: "A table of logins that nothing reads",
    severity: "warning",
    kinds: ["authinfo"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"'],
  },
  {
    kind: "authinfo",
    feature: "authinfo",
    map: "authinfo",
    effect: "sendmail connects to other servers without logging in.",
  },
);
