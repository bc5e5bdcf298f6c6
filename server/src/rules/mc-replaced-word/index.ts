// define(`confMAILER_NAME', `MAILER-DAEMON'): a word of the value is a macro, and m4 runs it when it writes the value.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import type { SiteRule } from "../types.ts";

/** Macros of m4 that it runs without parentheses, too. */
export const BARE: readonly string[] = ["dnl", "divert", "undivert", "divnum", "changequote", "changecom", "m4exit"];

/** Names of the catalogue that are nothing by themselves where a value is written. */
const IDLE: ReadonlySet<string> = new Set(["SITE"]);

/** True for a word that m4 does not leave as it is. */
export function isReplaced(word: string): boolean {
  return BARE.includes(word) || (!IDLE.has(word) && catalog.get("macro", word) !== undefined);
}

export const rule: SiteRule = {
  meta: {
    code: "mc-replaced-word",
    title: "A word of a value is the name of a macro, and m4 runs it",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, "A brief introduction to m4"',
      'seen with m4: MAILER in the value of a setting opens mailer/.m4 and leaves nothing, "dnl" drops the rest of the line',
    ],
  },
  check(site, report) {
    for (const { name, value, span } of values(site)) {
      // Quotes inside the value keep a word as it is, and with parentheses the call is intended.
      const text = value.text.replace(/`[^`']*'/g, (quoted) => " ".repeat(quoted.length));
      const found = [...text.matchAll(/(?<![\w{])[A-Za-z_]\w*(?![\w(}])/g)].find(([word]) => isReplaced(word));
      if (found === undefined) continue;
      const [word] = found;
      const place = value.exact && {
        ...value.exact,
        start: value.exact.start + found.index,
        end: value.exact.start + found.index + word.length,
      };
      report({
        span: place ?? span,
        message: `m4 runs ${word} in this value, so the word never reaches sendmail.\n${word} is a macro. ${word === "dnl" ? "The rest of the line is lost" : `What it gives without arguments takes its place in ${name}`}. Put quotes around the word inside the value: \`${word}'.`,
        fixes: () =>
          place === undefined
            ? []
            : [replacement(`Write \`${word}': the word stays in ${name}`, place, `\`${word}'`, "asks")],
      });
    }
  },
};

interface Written {
  readonly name: string;
  readonly value: Value;
  /** Where the value has no place of its own. */
  readonly span: Span;
}

/** The values of sendmail's settings, as they were given. */
function values(site: MailSite): readonly Written[] {
  const { mc } = site;
  if (mc === undefined || mc.template === true) return [];
  return mc.config.settings.flatMap(({ name, value, nameSpan, implied }): readonly Written[] =>
    implied || value === undefined || settingRecord(name) === undefined || !site.has(nameSpan.source)
      ? []
      : [{ name, value, span: nameSpan }],
  );
}
