// Sample files of the distribution that are about the University of California.
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-sample-domain",
    title: "A domain file of the distribution that is meant for Berkeley only",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "DOMAINS"', "m4 library: You are trying to use the Berkeley sample configuration"],
  },
  ["domain-berkeley-only"],
  () => ({
    message:
      "This domain file is a sample from Berkeley: it routes mail to machines of that university, and m4 reports an error. " +
      "Write a domain file of your own, use DOMAIN(`generic'), or leave DOMAIN out.",
  }),
);
