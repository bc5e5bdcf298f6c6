// preserve_luser_host before LUSER_RELAY.
import { libraryRule, whereComplete } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-late-luser-relay",
    title: "preserve_luser_host needs LUSER_RELAY above it",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.12",
    guidance: "readme",
    sources: ['cf/README, section "preserve_luser_host"', "m4 library: LUSER_RELAY should be defined before"],
  },
  ["preserve-luser-host-without-luser-relay"],
  whereComplete(() => ({
    message:
      "preserve_luser_host has no effect without LUSER_RELAY above it.\nIt changes what LUSER_RELAY does, and m4 warns that none is defined. " +
      "Put define(`LUSER_RELAY', ...) above this line.",
  })),
);
