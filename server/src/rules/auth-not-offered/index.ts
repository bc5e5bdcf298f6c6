// Mechanisms that TRUST_AUTH_MECH lets relay, but that the server never offers.

import { listed } from "../listed.ts";
import { loginDaemons, names, offeredMechanisms, PASSWORD_MECHANISMS } from "../login.ts";
import { defineLine, lineAfterCall, valueFix, writtenOption } from "../settings.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-not-offered",
    title: "TRUST_AUTH_MECH trusts a login method that confAUTH_MECHANISMS does not offer",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP AUTHENTICATION"',
      "Operations guide: the default of AuthMechanisms has neither PLAIN nor LOGIN",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined || loginDaemons(site).length === 0) return;
    const offered = names(offeredMechanisms(site));
    const missing = config
      .trustedMechanisms()
      .filter(({ text }) => PASSWORD_MECHANISMS.has(text.toUpperCase()) && !offered.has(text.toUpperCase()));
    const [first] = missing;
    const place = first?.exact;
    if (first === undefined || place === undefined || site.document(place.source) === undefined) return;
    const option = writtenOption(site, "confAUTH_MECHANISMS");
    const list = listed(missing.map(({ text }) => text));
    const why =
      option === undefined
        ? "confAUTH_MECHANISMS is not set, and sendmail's default does not include "
        : "confAUTH_MECHANISMS does not include ";
    report({
      span: place,
      ...(option === undefined ? { severity: "warning" as const } : {}),
      message: `sendmail never offers ${list}, which TRUST_AUTH_MECH names.\nTRUST_AUTH_MECH lets users relay who log in that way, but ${why}${missing.length > 1 ? "them" : "it"}. Name the same methods in both places.`,
      fixes: (): readonly Fix[] => {
        const words = missing.map(({ text }) => text).join(" ");
        if (option !== undefined)
          return valueFix(
            option,
            `${option.value} ${words}`,
            "asks",
            `Add ${words} to confAUTH_MECHANISMS: users can log in with it`,
          );
        const use = config.macro("TRUST_AUTH_MECH")[0];
        const all = config
          .trustedMechanisms()
          .map(({ text }) => text)
          .join(" ");
        const change = use && lineAfterCall(site, use.call, defineLine("confAUTH_MECHANISMS", all));
        return change === undefined
          ? []
          : [
              {
                title: "Offer the same methods in confAUTH_MECHANISMS: users can log in with them",
                grade: "asks",
                preferred: true,
                changes: [change],
              },
            ];
      },
    });
  },
};
