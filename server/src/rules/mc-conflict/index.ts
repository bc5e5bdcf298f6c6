// Settings that the library says do not go together.
import type { MessageId } from "../../mc/types.ts";
import { libraryRule } from "../shapes/library-rule.ts";

const SAID: Readonly<Partial<Record<MessageId, string>>> = {
  "hater-and-friend":
    "delay_checks takes either friend or hater, not both: m4 reports an error.\nMail to friends skips the checks; only mail to haters is checked. Keep one FEATURE(`delay_checks') with one of the two words.",
  "lookupdotdomain-with-relay-hosts-only":
    "lookupdotdomain and relay_hosts_only do not work together.\nlookupdotdomain looks up the domains above a host name, and relay_hosts_only looks up only host names. Remove one of them.",
  "relay-db-from-domain-alone":
    "This lets the domain of a sender decide on relaying, but sender lookup is off.\nm4 reports an error. Use FEATURE(`relay_mail_from', `domain'), or better, neither.",
};

export const rule = libraryRule(
  {
    code: "mc-conflict",
    title: "Settings that do not work together",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "FEATURES"', "m4 library: either Hater or Friend; does not work well with"],
  },
  Object.keys(SAID) as MessageId[],
  ({ id, severity }) => {
    const message = SAID[id];
    return message === undefined ? undefined : { message, severity };
  },
);
