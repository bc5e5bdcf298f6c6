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
    if (list === undefined) return;
    const unknown = words.filter((word) => !isKnown(word));
    if (unknown.length > 0) {
      const isEmpty = adding.length > 0 && adding.every((word) => !isKnown(word) || isOfNewest(word));
      report({
        span: list.span,
        message: `OpenSSL does not know ${listed(unknown.slice(0, 3).map((word) => `"${word}"`))}.\n${isEmpty ? "The list then has no cipher for TLS 1.2, and every client that has no TLS 1.3 fails" : "It silently skips the word, and what it was to let in or keep out stays as it was"}. ${list.value.includes('"') || list.value.includes("'") ? "Leave the quotes out." : "Correct the word: openssl ciphers shows what a list comes to."}`,
      });
      return;
    }
    if (adding.length === 0 || !adding.every(isOfNewest)) return;
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

/** Words for groups of ciphers, and the parts that the names of suites are made of, in any version of OpenSSL (openssl-ciphers). */
const GROUPS: ReadonlySet<string> = new Set(
  `DEFAULT ALL COMPLEMENTOFDEFAULT COMPLEMENTOFALL HIGH MEDIUM LOW EXP EXPORT EXPORT40 EXPORT56 eNULL NULL aNULL kRSA aRSA RSA kDHr
  kDHd kDH kDHE kEDH DH DHE EDH ADH kEECDH kECDHE kECDH kECDHr kECDHe ECDH ECDHE EECDH AECDH aDSS DSS aDH aECDH aECDSA ECDSA TLSv1
  TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3 SSLv2 SSLv3 AES AES128 AES256 AESGCM AESCCM AESCCM8 ARIA ARIA128 ARIA256 ARIAGCM CAMELLIA
  CAMELLIA128 CAMELLIA256 CHACHA20 3DES DES RC2 RC4 IDEA SEED MD5 SHA SHA1 SHA256 SHA384 aGOST aGOST01 aGOST12 kGOST kGOST18 GOST94
  GOST89MAC GOST12 PSK kPSK aPSK kECDHEPSK kDHEPSK kRSAPSK SRP kSRP aSRP KRB5 kKRB5 aKRB5 SUITEB128 SUITEB128ONLY SUITEB128C2 SUITEB192
  SUITEB192C2 FIPS FZA kFZA aFZA eFZA kECDHE aCERT STRENGTH CBC`.split(/\s+/),
);
const PARTS: ReadonlySet<string> = new Set(
  `EDE ADH AECDH AES AES128 AES256 ARIA ARIA128 ARIA256 CAMELLIA128 CAMELLIA256 CBC CBC3 CCM CCM8 CHACHA20 DH DHE EDH DSS RSA ECDH ECDHE
  ECDSA EXP EXP1024 GCM POLY1305 OLD MD5 NULL PSK SRP 3DES DES RC2 RC4 IDEA SEED KRB5 GOST2001 GOST2012 GOST94 GOST89 GOST8912 GOST12
  LEGACY KUZNYECHIK KUZNYECHIKOMAC MAGMA MAGMAOMAC CTR OMAC CNT IMIT SHA SHA256 SHA384 64 56 40 128 256`.split(/\s+/),
);

/** True for a word of a list of ciphers that some version of OpenSSL knows. */
function isKnown(word: string): boolean {
  // Distributions have lists of their own, and @ gives orders.
  if (/^@|^PROFILE=/.test(word) || isOfNewest(word) || /^[!+-]?(?:TLS|SSL)_\w+$/.test(word)) return true;
  return word
    .replace(/^[!+-]/, "")
    .replace(/@\w+=\d+$/, "")
    .split("+")
    .every((part) => GROUPS.has(part) || (part.includes("-") && part.split("-").every((one) => PARTS.has(one))));
}
