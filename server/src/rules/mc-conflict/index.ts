// Settings that the library says do not go together.
import type { MessageId } from "../../mc/types.ts";
import { libraryRule } from "../library-rule.ts";

const SAID: Readonly<Partial<Record<MessageId, string>>> = {
  "hater-and-friend":
    "FEATURE(`delay_checks') takes friend or hater, not both.\ndelay_checks knows either friends (whose mail passes the checks) or haters (for whose mail the checks are made): m4 reports an error. Keep one FEATURE(`delay_checks') with one of them.",
  "lookupdotdomain-with-relay-hosts-only":
    "lookupdotdomain and relay_hosts_only do not go together.\nlookupdotdomain looks for the domains above a host name, relay_hosts_only looks for host names alone.\nTogether they do not do what either promises. Remove one of them.",
  "relay-db-from-domain-alone":
    "The domain of a sender is to decide on relaying, but the lookup of senders is off: m4 reports an error. Use FEATURE(`relay_mail_from', `domain'), or better neither of them.",
};

export const rule = libraryRule(
  {
    code: "mc-conflict",
    title: "Settings that do not go together",
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
