// CIDR notation in relay-domains never matches.
import { cidrRule } from "../cidr-rule.ts";
import { withMembers } from "../class-members.ts";
import type { EntryRule } from "../types.ts";

const everywhere = cidrRule(
  {
    code: "class-cidr",
    title: "A network in CIDR notation never matches in relay-domains and other class files",
    severity: "error",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "this line matches nothing",
);

/** Among the names of this host no prefix would match either: class-local-address speaks of them. */
const lines: EntryRule = {
  meta: everywhere.meta,
  checkEntry(entry, context, report) {
    if (context.className !== "w") everywhere.checkEntry(entry, context, report);
  },
};

export const rule = withMembers(lines, "rewrite");
