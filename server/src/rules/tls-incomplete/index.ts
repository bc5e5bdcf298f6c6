// Some of the four options that STARTTLS needs, or one half of the client's pair: sendmail then does without; a port for TLS alone is dead.

import { daemonsOf, missingForTls, SERVER_TLS } from "../facts/login.ts";
import { optionLetters } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, namesIn, settingOf, valueInForce } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "tls-incomplete",
    title: "TLS does not work because an option that it needs is missing",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.11",
    guidance: "starttls",
    sources: [
      'cf/README, section "STARTTLS"',
      "seen in real sessions: on a port with the modifier s and without a certificate, sendmail hangs up at once",
      "seen in real sessions: without any one of ServerCertFile, ServerKeyFile, CACertFile, CACertPath there is no STARTTLS",
    ],
  },
  check(site, report) {
    if (!isWhollyKnown(site)) return;
    const certificate = settingOf(site, "confSERVER_CERT") ?? settingOf(site, "confSERVER_KEY");
    const missing = missingForTls(site);
    const isOptional = optionLetters(valueInForce(site, "confTLS_SRV_OPTIONS") ?? "").includes("C");
    if (certificate !== undefined && missing.length > 0 && !isOptional) {
      const given = SERVER_TLS.filter((name) => !missing.includes(name));
      report({
        span: certificate.nameSpan,
        // With one of the four nobody set up TLS: it is off, as it was.
        severity: given.length === 1 ? "warning" : "error",
        message: `sendmail does not offer STARTTLS, so all mail arrives unencrypted.\nIt needs ${listed(namesIn(site, SERVER_TLS))}, and does not say when one is missing. Only ${listed(namesIn(site, given))} ${given.length > 1 ? "are" : "is"} set. Set ${listed(namesIn(site, missing))}.`,
      });
    }
    for (const { modifiers, entries, span, port } of daemonsOf(site)) {
      if (certificate !== undefined || isOptional || missing.length === 0 || !modifiers.includes("s")) continue;
      const place = entries.findLast(({ means }) => means === "Modifier")?.valueSpan ?? span;
      if (!site.has(place.source)) continue;
      report({
        span: place,
        message: `sendmail closes every connection to port ${port}: it has no certificate.\nThe modifier s encrypts these connections from their first byte. Set ${listed(namesIn(site, missing))}, or remove this daemon.`,
      });
    }
    const half = [
      ["confCLIENT_CERT", "confCLIENT_KEY"],
      ["confCLIENT_KEY", "confCLIENT_CERT"],
    ] as const;
    for (const [name, other] of half) {
      const option = settingOf(site, name);
      if (option === undefined || (valueInForce(site, other) ?? "") !== "") continue;
      report({
        span: option.nameSpan,
        severity: "warning",
        message: `sendmail shows no certificate when it delivers: ${nameIn(site, other)} is not set.\nA certificate needs its key, and a key its certificate. Set ${nameIn(site, other)}, or remove ${option.shown}.`,
      });
    }
  },
};
