// A list of ciphers that lets broken ones in.
import { words } from "../../mc/values/places.ts";
import { settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

/** Words of OpenSSL's notation that stand for ciphers without authentication, without encryption, or long broken (openssl-ciphers). */
const WEAK: Readonly<Record<string, string>> = {
  aNULL: "no authentication",
  ADH: "no authentication",
  AECDH: "no authentication",
  eNULL: "no encryption",
  NULL: "no encryption",
  COMPLEMENTOFALL: "no encryption",
  EXPORT: "keys short enough to be guessed",
  EXPORT40: "keys short enough to be guessed",
  EXPORT56: "keys short enough to be guessed",
  EXP: "keys short enough to be guessed",
  LOW: "keys short enough to be guessed",
  DES: "keys short enough to be guessed",
  RC2: "an algorithm that is broken",
  RC4: "an algorithm that is broken",
  "3DES": "blocks that are too short",
  "DES-CBC3-SHA": "blocks that are too short",
};

/** The weak family of a word: the word itself, or of a single suite (`ADH-AES256-SHA`, `ECDHE-RSA-RC4-SHA`) the part that makes it weak. */
function familyOf(word: string): readonly string[] {
  if (WEAK[word] !== undefined) return [word];
  const part = word.split("-").find((one) => SUITE_PARTS.has(one));
  return part === undefined ? [] : [part];
}

/** Parts of the names of suites that are weak. */
const SUITE_PARTS: ReadonlySet<string> = new Set(["ADH", "AECDH", "NULL", "EXP", "RC2", "RC4", "DES"]);

export const rule: SiteRule = {
  meta: {
    code: "tls-weak-ciphers",
    title: "The list of ciphers allows broken ciphers",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.15.1",
    guidance: "starttls",
    sources: ["openssl-ciphers(1)", "RFC 7465", "RFC 9325"],
  },
  check(site, report) {
    const option = settingOf(site, "confCIPHER_LIST");
    if (option === undefined) return;
    const list = words({ text: option.value, exact: option.exact }, /[^\s,:;]+/g);
    // What a word with ! names can never come back, whatever else the list says.
    const banned = new Set(list.flatMap(({ text }) => (text.startsWith("!") ? [text.slice(1)] : [])));
    for (const { text, exact } of list) {
      // - takes out, + moves to the end: neither lets anything in. A sum such as kRSA+RC4 names what both have.
      if (/^[!+-]/.test(text)) continue;
      const weak = text
        .replace(/@SECLEVEL=\d+$/, "")
        .split("+")
        .flatMap(familyOf)
        .find((word) => !banned.has(word));
      const level = /@SECLEVEL=0$/.test(text);
      const everything = text === "ALL" && !banned.has("aNULL") && !banned.has("ADH");
      if (weak === undefined && !level && !everything) continue;
      const what =
        weak !== undefined
          ? `allows ciphers with ${WEAK[weak]}`
          : level
            ? "turns off OpenSSL's limits for weak keys and ciphers"
            : "allows all ciphers, including those without authentication";
      report({
        span: exact ?? option.span,
        message: `"${text}" ${what}.\nA session may look encrypted and still be readable. ${everything ? "Add !aNULL after it, or write HIGH:!aNULL." : "Remove it; HIGH:!aNULL is a good list, and without a list OpenSSL uses its own."}`,
      });
    }
  },
};
