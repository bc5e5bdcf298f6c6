// FEATURE(`relay_local_from'): relaying for anyone who claims a local sender.
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-local-from",
    relaying: true,
    title: "relay_local_from relays for anyone who claims a local sender address",
    severity: "error",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_local_from",
  () =>
    "This relays for anyone who claims a sender address in your own domains.\nAnyone can write such a MAIL FROM, and spammers do, so the server is as good as an open relay. " +
    "Remove it. Use SMTP AUTH for users elsewhere, and RELAY lines in the access map for your own networks.",
  "clients that only claim one of your domains are refused",
);
