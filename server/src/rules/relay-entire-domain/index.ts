// FEATURE(`relay_entire_domain'): every host below the server's own domain relays.
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-entire-domain",
    relaying: true,
    title: "relay_entire_domain lets every host of your domain relay",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_entire_domain",
  () =>
    "This lets every host of your own domain (class m) relay to anywhere.\nA single broken or rented machine among them is enough to send spam in your name. " +
    "If not all of them need to relay, remove this and name those that do with RELAY lines in the access map.",
  "hosts of your domain may no longer relay",
);
