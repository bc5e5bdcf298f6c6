// p demands encryption for passwords, and there are no certificates: then nobody can log in.

import {
  hasAuthOption,
  loginDaemons,
  missingForTls,
  names,
  offeredMechanisms,
  PLAIN_MECHANISMS,
} from "../facts/login.ts";
import { isWhollyKnown, nameIn, namesIn, settingOf, valueInForce } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-without-tls",
    title: "Logins are allowed only over TLS, and the server has no certificate",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.11",
    guidance: "starttls",
    sources: [
      'cf/README, section "STARTTLS"',
      "seen in real sessions: with p and without certificates, AUTH is not offered",
    ],
  },
  check(site, report) {
    const mechanisms = settingOf(site, "confAUTH_MECHANISMS");
    if (mechanisms === undefined || !hasAuthOption(site, "p") || !isWhollyKnown(site)) return;
    const offered = names(offeredMechanisms(site));
    const remain = [...offered].filter((name) => !PLAIN_MECHANISMS.has(name) && name !== "EXTERNAL");
    const missing = missingForTls(site);
    // With some of the certificates set, tls-incomplete says what is missing.
    if (offered.size === 0 || remain.length > 0 || missing.length < 4 || loginDaemons(site).length === 0) return;
    const options = valueInForce(site, "confAUTH_OPTIONS") ?? "";
    report({
      span: mechanisms.span,
      message: `sendmail never offers a login: it requires TLS and has no certificate.\n${nameIn(site, "confAUTH_OPTIONS")} (${options}) allows ${[...offered].join(" and ")} only over TLS. Set ${listed(namesIn(site, missing))}.`,
    });
  },
};
