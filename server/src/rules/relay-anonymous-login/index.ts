// ANONYMOUS as a trusted login method: a login without a password, and the right to relay.
import { hasAuthOption, loginDaemons, names, offeredMechanisms } from "../facts/login.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "relay-anonymous-login",
    relaying: true,
    title: "Anybody can log in without a password and then relay",
    severity: "error",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      "RFC 4505",
      'cf/README, section "SMTP AUTHENTICATION"',
      "seen with sendmail -bt: RELAY for the login method ANONYMOUS once it is in the class TrustAuthMech",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined || hasAuthOption(site, "y") || loginDaemons(site).length === 0) return;
    if (!names(offeredMechanisms(site)).has("ANONYMOUS")) return;
    for (const { text, exact } of config.trustedMechanisms()) {
      if (text.toUpperCase() !== "ANONYMOUS" || exact === undefined) continue;
      const document = site.document(exact.source);
      if (document === undefined) continue;
      report({
        span: exact,
        message:
          "This is an open relay: ANONYMOUS is a login without a password.\nTRUST_AUTH_MECH lets everybody relay who logs in that way. Remove ANONYMOUS here and in confAUTH_MECHANISMS.",
        fixes: (): readonly Fix[] => {
          // One of the spaces around it goes, too.
          const { source, start, end } = exact;
          const before = document.getText()[start - 1] === " " ? 1 : 0;
          const after = before === 0 && document.getText()[end] === " " ? 1 : 0;
          const span = { source, start: start - before, end: end + after };
          return [
            {
              title: "Remove ANONYMOUS from TRUST_AUTH_MECH",
              grade: "narrows",
              preferred: true,
              changes: [{ span, newText: "" }],
            },
          ];
        },
      });
    }
  },
};
