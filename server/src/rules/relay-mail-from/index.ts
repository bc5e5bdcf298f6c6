// FEATURE(`relay_mail_from'): relaying decided by the claimed sender.

import { isComplete } from "../facts/settings.ts";
import { featureRule } from "../shapes/feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-mail-from",
    relaying: true,
    title: "relay_mail_from lets a claimed sender address decide on relaying",
    severity: "error",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_mail_from",
  (use, site) => {
    if (site.mc?.config.active.has("relay_mail_from") !== true && isComplete(site))
      return {
        severity: "warning",
        message:
          "relay_mail_from does nothing without access_db above it.\nWith access_db, it would relay for anyone who claims a sender that has RELAY in the access map. Remove it. " +
          "Use SMTP AUTH for users elsewhere, and RELAY lines in the access map for your own networks.",
      };
    const what = use.args.some(({ text }) => text.trim() === "domain") ? "address or domain" : "address";
    return (
      `This relays for anyone who claims a sender that has RELAY in the access map.\nThat is an ${what} with a From: line. Anyone can write it in MAIL FROM, and spammers guess it from your own mail. ` +
      "Remove it. Use SMTP AUTH for users elsewhere, and RELAY lines in the access map for your own networks."
    );
  },
  "clients that only claim such a sender are refused",
);
