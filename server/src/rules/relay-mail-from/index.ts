// FEATURE(`relay_mail_from'): relaying decided by the claimed sender.
import { featureRule } from "../feature-rule.ts";

export const rule = featureRule(
  {
    code: "relay-mail-from",
    title: "relay_mail_from lets a claimed sender address decide on relaying",
    severity: "error",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_mail_from",
  (use) => {
    const what = use.args.some(({ text }) => text.trim() === "domain") ? "address or domain" : "address";
    return (
      `This relays for anyone whose MAIL FROM is an ${what} with a From: line and RELAY in the access map, and anyone can write such an address. Spammers guess it from your own mail. ` +
      "Remove it; users on the road authenticate with SMTP AUTH, your own networks get RELAY lines in the access map."
    );
  },
  "whoever only claims such a sender is refused",
);
