// Mechanisms that the server offers, but that TRUST_AUTH_MECH does not let relay.
import { replacement } from "../edits/edits.ts";
import { loginDaemons, names, offeredMechanisms, PASSWORD_MECHANISMS, trustedMechanisms } from "../facts/login.ts";
import { isWhollyKnown, settingOf } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-not-trusted",
    title: "confAUTH_MECHANISMS has a login method that TRUST_AUTH_MECH lacks",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP AUTHENTICATION"',
      "seen with sendmail -bt: Relaying denied for a method outside of the class TrustAuthMech",
    ],
  },
  check(site, report) {
    const option = settingOf(site, "confAUTH_MECHANISMS");
    if (option === undefined || loginDaemons(site).length === 0 || !isWhollyKnown(site)) return;
    const trusted = trustedMechanisms(site);
    const where = site.mc === undefined ? "the class TrustAuthMech" : "TRUST_AUTH_MECH";
    // Without any, logging in may be for something else: the modifier a, or other servers.
    if (trusted.length === 0) return;
    const known = names(trusted);
    const missing = offeredMechanisms(site).filter(
      ({ text }) => PASSWORD_MECHANISMS.has(text.toUpperCase()) && !known.has(text.toUpperCase()),
    );
    const [first] = missing;
    if (first === undefined) return;
    const words = missing.map(({ text }) => text).join(" ");
    const place = first.exact !== undefined && site.has(first.exact.source) ? first.exact : option.span;
    const last = trusted.at(-1)?.exact;
    report({
      span: place,
      message: `Users who log in with ${listed(missing.map(({ text }) => text))} may not relay.\nThey log in and still get "Relaying denied": ${where} does not name ${missing.length > 1 ? "these methods" : "this method"}. Name the same methods in both places.`,
      related: last === undefined ? [] : [{ span: last, message: "The methods that let users relay" }],
      fixes: () =>
        last === undefined || !site.has(last.source)
          ? []
          : [
              replacement(
                `Add ${words} to ${where}: lets users who log in with it relay`,
                { source: last.source, start: last.end, end: last.end },
                ` ${words}`,
                "asks",
              ),
            ],
    });
  },
};
