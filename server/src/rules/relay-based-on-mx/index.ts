// FEATURE(`relay_based_on_MX'): relaying for every domain whose DNS names this server.
import { featureRule } from "../feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-based-on-mx",
    title: "relay_based_on_MX lets strangers relay by means of their own DNS records",
    severity: "warning",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_based_on_MX",
  () =>
    "This relays to every domain whose MX record points at this server.\nThe owner of the domain writes that record, not you, so strangers can get their mail delivered through your server. " +
    "Remove it, and list the domains that you are really a backup for in relay-domains.",
  "domains that name this server as MX are refused, unless relay-domains lists them",
);
