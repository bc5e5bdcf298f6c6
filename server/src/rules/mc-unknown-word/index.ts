// A word that an option does not know: most of them keep sendmail from starting.
import { catalog, type Kind } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { type OptionValue, optionWords } from "../facts/settings.ts";
import { settingOf, settingsOf } from "../facts/site-settings.ts";
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
      if (record.type === "flags") {
        for (const word of optionWords(option)) checkLetters(word, option, list, report);
        continue;
      }
      for (const word of optionWords(option)) {
        if (word.text.includes("$") || list.also?.test(word.text) === true) continue;
        const name = word.text.replace(/^[+-]/, "");
        if (catalog.get(list.kind, name) !== undefined) continue;
        const near = /['"]/.test(name) ? [] : catalog.nearest(name, [list.kind]).map((other) => other.name);
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
  for (const { text, exact } of optionWords(option)) {
    if (/^(true|false)$/i.test(text) || known.some((word) => plain(word) === plain(text))) continue;
    report({
      span: exact ?? option.span,
      message: text.includes(",")
        ? `Commas do not separate these words: ${STOPS}.\nTo sendmail "${text}" is one word of ${option.shown}. Write spaces between the words.`
        : `This word does not exist: ${STOPS}.\n${option.shown} has no word "${text}". Its words are ${known.join(", ")}.`,
      fixes: () =>
        exact !== undefined && text.includes(",")
          ? [replacement("Write spaces between the words", exact, text.replaceAll(",", " "), "asks")]
          : [],
    });
  }
}

/** A word of a list of single letters, of which sendmail reads the first. */
function checkLetters(word: Value, option: OptionValue, list: WordList, report: Report): void {
  const [first = "", ...rest] = word.text;
  const isKnown = (letter: string) => catalog.get(list.kind, letter) !== undefined;
  if (word.text.includes("$") || (isKnown(first) && rest.length === 0)) return;
  const joined = isKnown(first) && rest.every(isKnown);
  const apart = [first, ...rest].join(" ");
  const letters = catalog
    .all(list.kind)
    .map(({ name }) => name)
    .join(", ");
  const span = word.exact === undefined || option.exact === undefined ? undefined : word.exact;
  report({
    span: span ?? option.span,
    severity: list.severity,
    message: joined
      ? `"${word.text}" means only ${first}: sendmail reads the first letter of each word.\nWrite ${apart}.`
      : rest.length === 0
        ? `This letter does not exist: ${list.effect}.\n${option.shown} has no letter "${first}". The letters are ${letters}.`
        : `sendmail reads only the first letter of "${word.text}".\n${option.shown} takes single letters, with spaces or commas between them: ${letters}.`,
    fixes: () =>
      joined && span !== undefined
        ? [replacement("Put spaces between the letters: each of them takes effect", span, apart, "asks")]
        : [],
  });
}
