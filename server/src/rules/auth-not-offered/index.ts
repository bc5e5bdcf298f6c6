// Mechanisms that TRUST_AUTH_MECH lets relay, but that the server never offers.

import {
  hasAuthOption,
  loginDaemons,
  names,
  offeredMechanisms,
  PASSWORD_MECHANISMS,
  trustedMechanisms,
} from "../facts/login.ts";
import { defineLine, lineAfterCall, valueFix } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, settingOf } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-not-offered",
    title: "TRUST_AUTH_MECH has a login method that confAUTH_MECHANISMS lacks",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP AUTHENTICATION"',
      "Operations guide: the default of AuthMechanisms has neither PLAIN nor LOGIN",
    ],
  },
  check(site, report) {
    if (loginDaemons(site).length === 0 || !isWhollyKnown(site)) return;
    const offered = names(offeredMechanisms(site));
    const trusted = trustedMechanisms(site);
    const missing = trusted.filter(
      ({ text }) => PASSWORD_MECHANISMS.has(text.toUpperCase()) && !offered.has(text.toUpperCase()),
    );
    const [first] = missing;
    const place = first?.exact;
    if (first === undefined || place === undefined || !site.has(place.source)) return;
    const option = settingOf(site, "confAUTH_MECHANISMS");
    const name = nameIn(site, "confAUTH_MECHANISMS");
    const where = site.mc === undefined ? "The class TrustAuthMech" : "TRUST_AUTH_MECH";
    const list = listed(missing.map(({ text }) => text));
    const why =
      option === undefined
        ? `${name} is not set, and sendmail's default does not include `
        : `${name} does not include `;
    const isOpen = !hasAuthOption(site, "p");
    const effect = `users can log in with ${missing.length > 1 ? "them" : "it"}${isOpen ? ", without TLS too" : ""}`;
    const safely = isOpen ? ` Add p to ${nameIn(site, "confAUTH_OPTIONS")}, so that passwords need TLS.` : "";
    report({
      span: place,
      ...(option === undefined ? { severity: "warning" as const } : {}),
      message: `sendmail never offers ${list}, although it trusts such a login.\n${where} lets users relay who log in that way, but ${why}${missing.length > 1 ? "them" : "it"}. Name the same methods in both places.${safely}`,
      related: option === undefined ? [] : [{ span: option.span, message: "What sendmail offers" }],
      fixes: (): readonly Fix[] => {
        const words = missing.map(({ text }) => text).join(" ");
        if (option !== undefined)
          return valueFix(option, `${option.value} ${words}`, "asks", `Add ${words} to ${name}: ${effect}`);
        const use = site.mc?.config.macro("TRUST_AUTH_MECH")[0];
        const all = trusted.map(({ text }) => text).join(" ");
        const change = use && lineAfterCall(site, use.call, defineLine("confAUTH_MECHANISMS", all));
        return change === undefined
          ? []
          : [
              {
                title: `Offer the same methods in confAUTH_MECHANISMS: ${effect}`,
                grade: "asks",
                preferred: true,
                changes: [change],
              },
            ];
      },
    });
  },
};
