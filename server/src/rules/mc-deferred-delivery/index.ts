// confDELIVERY_MODE deferred: sendmail makes no lookups, so the anti-spam rules are off.
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-deferred-delivery",
    title: "Delivery mode deferred switches the anti-spam checks off",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "m4 library: Antispam rules not available in deferred delivery mode",
    ],
  },
  ["deferred-without-antispam"],
  () => ({
    message:
      "In delivery mode deferred sendmail looks nothing up while it takes mail, so the checks against spam are not made; m4 warns of it. " +
      "Use background, or queue if mail has to wait for a queue run.",
  }),
);
