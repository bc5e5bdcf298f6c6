// Sample files of the distribution that are about the University of California.
import { libraryRule } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-sample-domain",
    title: "A sample domain file that is meant only for Berkeley",
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
      "This domain file is a sample from Berkeley.\nIt routes mail to machines of that university, and m4 reports an error. " +
      "Write a domain file of your own, use DOMAIN(`generic'), or remove DOMAIN.",
  }),
);
