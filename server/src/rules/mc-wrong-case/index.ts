// `feature(`: m4's names are case-sensitive.
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { strayTexts } from "../facts/stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-case",
    title: "A macro's name in the wrong case lands in the .cf as text",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, "A brief introduction to m4"', "seen with sendmail: unknown configuration line, exit 70"],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "case") continue;
      report({
        span: found.span,
        message:
          `The macro is called ${found.name}, not ${found.written}: upper and lower case count.\nThe text lands in the .cf unchanged, ${inCf(found.written)}. ` +
          `Write ${found.name}.`,
        fixes: () => {
          const line = site
            .document(found.span.source)
            ?.slice(found.span.start, found.span.end + 80)
            .split("\n", 1)[0];
          const title = `Write ${found.name}: the line takes effect${mayRelay(`${found.name} ${line}`)}`;
          return [replacement(title, found.span, found.name, "asks")];
        },
      });
    }
  },
};

/** Letters with which sendmail knows lines of the .cf (operations guide, "The whole scoop on the configuration file"). */
const CF_LETTERS = "CDEFHKLMOPQRSTVX";

/** What becomes of a word at the beginning of a line of the .cf: `Define(` is a line of the letter D. */
function inCf(written: string): string {
  const letter = written.charAt(0);
  return CF_LETTERS.includes(letter)
    ? `where sendmail reads it as a line of the letter ${letter}, and the setting is missing`
    : 'and sendmail refuses to start with "unknown configuration line"';
}
