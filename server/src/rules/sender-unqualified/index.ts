// FEATURE(`accept_unqualified_senders'): senders without a domain.
import { featureRule } from "../feature-rule.ts";
import { reachableDaemons } from "../login.ts";

export const rule = featureRule(
  {
    code: "sender-unqualified",
    title: "accept_unqualified_senders accepts senders without a domain",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "accept_unqualified_senders",
  (_use, site) =>
    reachableDaemons(site).length === 0
      ? undefined
      : "This accepts senders without a domain, such as <root>, from anywhere.\nYour server completes them with its own name, so mail from outside looks as if it came from one of your users. " +
        "Remove it. If old programs need it, give the DAEMON_OPTIONS of a port for them the modifier u instead.",
  "senders without a domain are refused",
);
