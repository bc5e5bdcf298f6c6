// `172.16.0.0` meant as a network.
import { withMembers } from "../class-members.ts";
import { zeroOctetsRule } from "../zero-octets-rule.ts";

const lines = zeroOctetsRule(
  {
    code: "class-zero-octets",
    title: "A network written with zeros names a single address in relay-domains",
    severity: "warning",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  (_entry, context) => context.className === "R",
);

export const rule = withMembers(lines, "rewrite");
