// FEATURE(`promiscuous_relay'): relaying for everybody.
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-promiscuous",
    relaying: true,
    title: "promiscuous_relay makes the server an open relay",
    severity: "error",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "promiscuous_relay",
  () =>
    "This makes the server an open relay: anyone can send mail to anyone.\nSpammers find such servers within hours, and your address ends up on every blocklist. " +
    "Remove it, and let your own clients relay with RELAY lines in the access map or with SMTP AUTH.",
  "only those whom another line names may relay",
);
