// FEATURE(`accept_unresolvable_domains'): senders whose domain does not exist.

import { reachableDaemons } from "../facts/login.ts";
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "sender-unresolvable",
    title: "accept_unresolvable_domains accepts senders whose domain does not exist",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "accept_unresolvable_domains",
  (_use, site) =>
    reachableDaemons(site).length === 0
      ? undefined
      : "This accepts mail whose sender domain does not exist in the DNS.\nMuch spam comes from such addresses. Mail that cannot be delivered cannot be returned either, so it stays in your queue. " +
        "Remove it, unless this server has no working DNS, for example because of a firewall.",
  "senders whose domain does not exist are refused",
);
