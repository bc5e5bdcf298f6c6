// VRFY or EXPN left on by a list of privacy flags that somebody wrote.
import { reachableDaemons } from "../facts/login.ts";
import { addFlags, privacyFlags } from "../facts/privacy.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "privacy-vrfy-expn",
    title: "The privacy flags let strangers ask which users and lists exist",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "Privacy Flags"',
      "DISA STIG GEN004660 and GEN004680",
      "seen in real sessions: 250 to VRFY and EXPN, 252 and 502 with novrfy and noexpn",
    ],
  },
  check(site, report) {
    const { option, flags } = privacyFlags(site);
    if (option === undefined || reachableDaemons(site).length === 0) return;
    const missing = ["novrfy", "noexpn"].filter((flag) => !flags.has(flag));
    if (missing.length === 0) return;
    const commands = missing.map((flag) => (flag === "novrfy" ? "VRFY" : "EXPN")).join(" and ");
    report({
      span: option.span,
      ...(flags.has("public") ? { severity: "warning" as const } : {}),
      message: `Strangers can use ${commands} to find out which users and aliases exist.\nSpammers collect addresses that way, and audits ask to refuse it. Add ${missing.join(" and ")}, or goaway for all flags of this kind.`,
      fixes: () =>
        addFlags(
          option,
          flags.has("public") ? ["authwarnings", ...missing] : missing,
          "asks",
          `: ${commands} no longer tell who exists`,
        ),
    });
  },
};
