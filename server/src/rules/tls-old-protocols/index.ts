// SSL 3, TLS 1.0 and TLS 1.1 are not refused by the configuration.
import { catalog } from "../../catalog/index.ts";
import { missingForTls, reachableDaemons } from "../facts/login.ts";
import { valueFix } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, settingAfter, settingOf } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { Fix, SiteRule } from "../types.ts";

/** What refuses the protocols that RFC 8996 and RFC 7568 withdrew. */
const REFUSE = ["SSL_OP_NO_SSLv3", "SSL_OP_NO_TLSv1", "SSL_OP_NO_TLSv1_1"] as const;

/** The title of the fix. */
const TITLE = "Refuse the old protocols: clients without newer ones get no TLS";

export const rule: SiteRule = {
  meta: {
    code: "tls-old-protocols",
    title: "The configuration does not refuse SSL 3, TLS 1.0 and TLS 1.1",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.15.1",
    guidance: "starttls",
    strict: true,
    sources: ["RFC 7568", "RFC 8996", 'Operations guide, section "O -- Set Option", ServerSSLOptions'],
  },
  check(site, report) {
    const certificate = settingOf(site, "confSERVER_CERT");
    if (certificate === undefined || missingForTls(site).length > 0 || !isWhollyKnown(site)) return;
    // What never leaves the host needs no newer protocol; a submission program serves nobody at all.
    if (reachableDaemons(site).length === 0) return;
    const option = settingOf(site, "confSERVER_SSL_OPTIONS");
    const value = option?.value ?? catalog.get("option", "confSERVER_SSL_OPTIONS")?.default ?? "SSL_OP_ALL";
    const set = new Set(value.split(/[\s,]+/).map((word) => word.replace(/^\+/, "")));
    const missing = REFUSE.filter((word) => !set.has(word));
    if (missing.length === 0) return;
    report({
      span: option?.span ?? certificate.nameSpan,
      message: `${nameIn(site, "confSERVER_SSL_OPTIONS")} does not refuse all old protocols.\n${listed(missing)} ${missing.length > 1 ? "are" : "is"} missing, so the OpenSSL library decides. Audits ask for ${missing.length > 1 ? "them" : "it"}, but servers that support nothing newer then deliver unencrypted. Add ${missing.length > 1 ? "them" : "it"} if that does not matter.`,
      fixes: (): readonly Fix[] => {
        if (option !== undefined) return valueFix(option, [option.value, ...missing].join(" "), "asks", TITLE);
        const list = ["SSL_OP_ALL", "-SSL_OP_TLSEXT_PADDING", ...missing].join(" ");
        const change = settingAfter(site, certificate, "confSERVER_SSL_OPTIONS", list);
        return change === undefined ? [] : [{ title: TITLE, grade: "asks", preferred: true, changes: [change] }];
      },
    });
  },
};
