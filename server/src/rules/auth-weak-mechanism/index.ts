// Login methods that are outdated, although they hide the password.
import { catalog } from "../../catalog/index.ts";
import { loginDaemons, offeredMechanisms } from "../facts/login.ts";
import { nameIn, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

/** Outdated methods, and why (RFC 6331 for DIGEST-MD5). */
const WEAK: Readonly<Record<string, string>> = {
  "CRAM-MD5":
    "a recorded login lets an attacker guess passwords offline, and the server has to store readable passwords",
  "DIGEST-MD5": "it was withdrawn as a standard, and what the server has to store is as good as the passwords",
  NTLM: "recorded logins can be broken",
  KERBEROS_V4: "its encryption is broken, and libraries no longer support it",
};

export const rule: SiteRule = {
  meta: {
    code: "auth-weak-mechanism",
    title: "An outdated login method is offered",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.10",
    guidance: "auth",
    strict: true,
    sources: ["RFC 6331", "RFC 8314", 'cf/README, section "SMTP AUTHENTICATION"'],
  },
  check(site, report) {
    if (settingOf(site, "confAUTH_MECHANISMS") === undefined || loginDaemons(site).length === 0) return;
    for (const { text, exact } of offeredMechanisms(site)) {
      const why = WEAK[text.toUpperCase()];
      if (why === undefined || exact === undefined || !site.has(exact.source)) continue;
      if (catalog.get("auth-mechanism", text) === undefined) continue;
      report({
        span: exact,
        message: `The login method ${text} is outdated.\nThe reason: ${why}. Offer PLAIN over TLS (with p in ${nameIn(site, "confAUTH_OPTIONS")}) or SCRAM instead.`,
      });
    }
  },
};
