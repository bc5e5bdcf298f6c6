// Some of the four options that STARTTLS needs, or one half of the client's pair: sendmail then does without; a port for TLS alone is dead.

import { listed } from "../listed.ts";
import { missingForTls, SERVER_TLS } from "../login.ts";
import { isComplete, writtenOption } from "../settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "tls-incomplete",
    title: "TLS does not work because an option that it needs is missing",
    severity: "error",
    kinds: ["mc"],
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
    if (!isComplete(site)) return;
    const certificate = writtenOption(site, "confSERVER_CERT") ?? writtenOption(site, "confSERVER_KEY");
    const missing = missingForTls(site);
    const isOptional = site.mc?.config.option("confTLS_SRV_OPTIONS")?.value.includes("C") === true;
    if (certificate !== undefined && missing.length > 0 && !isOptional) {
      const given = SERVER_TLS.filter((name) => !missing.includes(name));
      report({
        span: certificate.setting.nameSpan,
        message: `sendmail does not offer STARTTLS, so all mail arrives unencrypted.\nIt needs ${listed(SERVER_TLS)}, and does not say when one is missing. Only ${listed(given)} ${given.length > 1 ? "are" : "is"} set. Set ${listed(missing)}.`,
      });
    }
    for (const { modifiers, entries, span, port } of site.mc?.config.daemons() ?? []) {
      if (certificate !== undefined || isOptional || missing.length === 0 || !modifiers.includes("s")) continue;
      const place = entries.findLast(({ means }) => means === "Modifier")?.valueSpan ?? span;
      if (site.document(place.source) === undefined) continue;
      report({
        span: place,
        message: `sendmail closes every connection to port ${port}: it has no certificate.\nThe modifier s encrypts these connections from their first byte. Set ${listed(missing)}, or remove this daemon.`,
      });
    }
    const half = [
      ["confCLIENT_CERT", "confCLIENT_KEY"],
      ["confCLIENT_KEY", "confCLIENT_CERT"],
    ] as const;
    for (const [name, other] of half) {
      const option = writtenOption(site, name);
      if (option === undefined || (site.mc?.config.option(other)?.value ?? "") !== "") continue;
      report({
        span: option.setting.nameSpan,
        severity: "warning",
        message: `sendmail shows no certificate when it delivers: ${other} is not set.\nA certificate needs its key, and a key its certificate. Set ${other}, or remove ${name}.`,
      });
    }
  },
};
