// TLS settings that leave clients nothing to agree on: TLS 1.2 and 1.3 both off, or a list of ciphers that TLS 1.2 has none of.

import { removalOf, settingOf } from "../facts/site-settings.ts";
import { listed } from "../listed.ts";
import type { SiteRule } from "../types.ts";

const BOTH = ["SSL_OP_NO_TLSv1_2", "SSL_OP_NO_TLSv1_3"] as const;

export const rule: SiteRule = {
  meta: {
    code: "tls-no-protocol",
    title: "TLS settings that leave nothing to agree on",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.15.1",
    guidance: "starttls",
    sources: [
      "seen with a daemon and openssl s_client: with both versions off every handshake fails; a CipherList of TLS_AES_256_GCM_SHA384, TLSv1.3 or an unknown name refuses TLS 1.2",
      "openssl-ciphers(1)",
    ],
  },
  check(site, report) {
    for (const name of ["confSERVER_SSL_OPTIONS", "confCLIENT_SSL_OPTIONS"]) {
      const option = settingOf(site, name);
      if (option === undefined || option.value.includes("$")) continue;
      const words = new Set(option.value.split(/[\s,]+/).map((word) => word.replace(/^\+/, "")));
      if (!BOTH.every((word) => words.has(word))) continue;
      report({
        span: option.span,
        severity: "error",
        message: `${listed(BOTH)} together leave no TLS that anybody uses.\n${name === "confSERVER_SSL_OPTIONS" ? "STARTTLS is still offered, and every handshake fails: clients defer their mail or send it unencrypted" : "Every handshake with another server fails, and mail waits or goes out unencrypted"}. Take at least one of them out.`,
      });
    }
    const list = settingOf(site, "confCIPHER_LIST");
    const words =
      list === undefined || list.value.includes("$") ? [] : list.value.split(/[\s,:;]+/).filter((word) => word !== "");
    const adding = words.filter((word) => !/^[!+-]|^@/.test(word));
    if (list === undefined || adding.length === 0 || !adding.every(isOfNewest)) return;
    report({
      span: list.span,
      message: `This list has no cipher for TLS 1.2, so every client that has no TLS 1.3 fails.\nThe names of TLS 1.3 do not belong here: OpenSSL adds them by itself. Write HIGH:!aNULL, or take the line out.`,
      fixes: () => removalOf(site, list, "asks", "OpenSSL uses its own list"),
    });
  },
};

/** Suites of TLS 1.3, which this list does not choose. */
function isOfNewest(word: string): boolean {
  return /^TLS_(?:AES|CHACHA20)_|^TLSv1\.3$/.test(word);
}
