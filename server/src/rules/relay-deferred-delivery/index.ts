// confDELIVERY_MODE deferred: sendmail makes no lookups, so the anti-spam rules are off.
import { libraryRule } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "relay-deferred-delivery",
    relaying: true,
    title: "Delivery mode deferred turns off all checks on relaying and spam",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "m4 library: Antispam rules not available in deferred delivery mode",
    ],
  },
  ["deferred-without-antispam"],
  () => ({
    message:
      "In delivery mode deferred, sendmail checks neither relaying nor spam.\nIt looks up nothing while it accepts mail: it accepts mail from anyone to anyone, and the next queue run delivers it. m4 warns about it. " +
      "Use background, or queueonly if mail has to wait for a queue run.",
  }),
);
