// FEATURE(`accept_unqualified_senders') and the modifier u on the port for the world: senders without a domain.

import { reachableDaemons } from "../facts/login.ts";
import { featureRule } from "../shapes/feature-rule.ts";
import type { SiteRule } from "../types.ts";
import { checkModifiers } from "./modifier.ts";

const feature = featureRule(
  {
    code: "sender-unqualified",
    title: "Senders without a domain are accepted from anywhere",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    former: [{ code: "sender-unqualified-port", versions: ">=8.10" }],
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
    ],
  },
  "accept_unqualified_senders",
  (_use, site) =>
    reachableDaemons(site).length === 0
      ? undefined
      : "This accepts senders without a domain, such as <root>, from anywhere.\nYour server completes them with its own name, so mail from outside looks as if it came from one of your users. " +
        "Remove it. If old programs need it, give the DAEMON_OPTIONS of a port for them the modifier u instead.",
  "senders without a domain are refused",
);

export const rule: SiteRule = {
  meta: feature.meta,
  check(site, report, options) {
    feature.check(site, report, options);
    checkModifiers(site, report);
  },
};
