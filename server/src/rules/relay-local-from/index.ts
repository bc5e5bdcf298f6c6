// FEATURE(`relay_local_from'): relaying for whoever claims a local sender.
import { featureRule } from "../feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-local-from",
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
    "This relays for anyone whose MAIL FROM names one of your own domains, and anyone can write that. Spammers do, so the server is as good as an open relay. " +
    "Remove it; users on the road authenticate with SMTP AUTH, your own networks get RELAY lines in the access map.",
  "whoever only claims one of your domains is refused",
);
