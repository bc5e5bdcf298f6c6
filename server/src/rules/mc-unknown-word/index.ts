// A word that an option does not know: most of them keep sendmail from starting.
import { catalog, type Kind } from "../../catalog/index.ts";
import { part, words } from "../../mc/values/places.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits.ts";
import { type OptionValue, optionWords } from "../settings.ts";
import { settingOf, settingsOf } from "../site-settings.ts";
import type { Report, RuleMeta, SiteRule } from "../types.ts";

interface WordList {
  readonly kind: Kind;
  /** What sendmail does with a word that does not exist. */
  readonly effect: string;
  readonly severity: RuleMeta["severity"];
  /** Words beyond the catalogue that sendmail accepts too. */
  readonly also?: RegExp;
}

const STOPS = "sendmail does not start";

/** Lists whose unknown words sendmail reports. Login methods are another rule's: sendmail says nothing about those. */
const LISTS: Readonly<Record<string, WordList>> = {
  "privacy-flag": { kind: "privacy-flag", effect: STOPS, severity: "error" },
  "blame-flag": { kind: "blame-flag", effect: STOPS, severity: "error" },
  // OpenSSL has many more names; numbers work, too.
  "ssl-option": {
    kind: "ssl-option",
    effect: STOPS,
    severity: "error",
    also: /^[+-]?(SSL_OP_(?!NO_(?:SSL|TLS)(?:v|\d|$))\w+|0x[0-9a-f]+|\d+)$/i,
  },
  "auth-option": { kind: "auth-option", effect: "sendmail warns and ignores it", severity: "warning" },
  "tls-option": { kind: "tls-option", effect: "sendmail warns and ignores it", severity: "warning" },
};

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-word",
    title: "A word or letter that does not exist for its option",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: [
      'Operations guide, section "O -- Set Option"',
      "seen with sendmail: PrivacyOptions, DontBlameSendmail and the SSL options with an unknown word end with exit status 70",
    ],
  },
  check(site, report) {
    checkResolver(site, report);
    for (const option of settingsOf(site)) {
      const record = catalog.get("option", option.name);
      const list = record?.list === undefined ? undefined : LISTS[record.list];
      if (record === undefined || list === undefined) continue;
      if (record.type === "flags" && isSpeltOut(option, list)) {
        report({
          span: option.span,
          severity: list.severity,
          message: `These are single letters, not words: ${list.effect.replace(" it", " those it does not know")}.\nsendmail reads each letter of "${option.value.trim()}" as an option of its own. The letters are ${catalog
            .all(list.kind)
            .map(({ name }) => name)
            .join(", ")}.`,
        });
        continue;
      }
      for (const word of record.type === "flags" ? letters(option) : optionWords(option)) {
        if (word.text.includes("$") || list.also?.test(word.text) === true) continue;
        const name = word.text.replace(/^[+-]/, "");
        if (catalog.get(list.kind, name) !== undefined) continue;
        const near =
          record.type === "flags" || /['"]/.test(name)
            ? []
            : catalog.nearest(name, [list.kind]).map((other) => other.name);
        const span = word.exact === undefined || option.exact === undefined ? undefined : word.exact;
        const advice =
          near.length > 0
            ? `Did you mean ${near.join(" or ")}?`
            : `The words are ${catalog
                .all(list.kind)
                .map((other) => other.name)
                .slice(0, 12)
                .join(", ")}.`;
        report({
          span: span ?? option.span,
          severity: list.severity,
          message: `This word does not exist: ${list.effect}.\n${option.shown} has no word "${word.text}". ${advice}`,
          fixes: () =>
            span === undefined
              ? []
              : near.map((other) => replacement(`Change it to ${other}: ${other} takes effect`, span, other, "asks")),
        });
      }
    }
  },
};

/** confBIND_OPTS: words of the record's own, each with or without a leading + or -. */
function checkResolver(site: MailSite, report: Report): void {
  const option = settingOf(site, "confBIND_OPTS");
  const known = Object.keys(catalog.get("option", "confBIND_OPTS")?.values ?? {});
  const plain = (word: string) => word.replace(/^[+-]/, "").toLowerCase();
  if (option === undefined || known.length === 0 || option.value.includes("$")) return;
  const separator = /[,;|]/.exec(option.value)?.[0];
  if (separator !== undefined) {
    const written = option.value
      .split(/[\s,;|]+/)
      .join(" ")
      .trim();
    report({
      span: option.span,
      message: `Only spaces separate these words: ${STOPS}.\nWith the "${separator}" in it, "${option.value.trim()}" is not a word of ${option.shown}. Write ${written}.`,
      fixes: () =>
        option.exact === undefined
          ? []
          : [replacement(`Write ${written}: ${option.shown} takes these words`, option.exact, written, "asks")],
    });
    return;
  }
  for (const { text, exact } of optionWords(option)) {
    if (/^(true|false)$/i.test(text) || known.some((word) => plain(word) === plain(text))) continue;
    report({
      span: exact ?? option.span,
      message: `This word does not exist: ${STOPS}.\n${option.shown} has no word "${text}". Its words are ${known.join(", ")}; a - in place of the + clears one.`,
    });
  }
}

/** True for a word, of which several letters do not exist, where letters are read. */
function isSpeltOut(option: OptionValue, { kind }: WordList): boolean {
  const unknown = letters(option).filter(({ text }) => catalog.get(kind, text) === undefined);
  return unknown.length > 1 && /[A-Za-z]{3}/.test(option.value) && !option.value.includes("$");
}

/** The single letters of a value. */
function letters({ value, exact }: OptionValue) {
  return words({ text: value, exact }, /[^\s,;]+/g).flatMap((word) =>
    [...word.text].map((_, index) => part(word, index, index + 1)),
  );
}
