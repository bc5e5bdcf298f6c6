// `172.16.0.0` meant as a network.
import { asksForAddresses } from "../access-words.ts";
import { zeroOctetsRule } from "../zero-octets-rule.ts";

export const rule = zeroOctetsRule(
  {
    code: "access-zero-octets",
    title: "A network written with zeros names a single address in the access map",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  asksForAddresses,
);
