// FEATURE(`loose_relay_check'): addresses with a route hidden in the local part pass.
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-loose-check",
    relaying: true,
    title: "loose_relay_check accepts recipients with a route in the local part",
    severity: "warning",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "loose_relay_check",
  () =>
    "This accepts recipients with a route, such as user%elsewhere@your.domain.\nMail for anywhere can then pass through a domain that you relay for. It is an old way around relay checks. " +
    "Remove it; no current mail program writes such addresses.",
  "addresses with a route are refused",
);
