// An answer of enhdnsbl without the dot at its end never matches.
import { replacement } from "../edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-answer-without-dot",
    title: "An answer of enhdnsbl without a dot at its end never matches",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ['cf/README, section "FEATURES", enhdnsbl', "seen with sendmail -bt: the map adds a dot to each answer"],
  },
  check(site, report) {
    for (const use of site.mc?.config.feature("enhdnsbl") ?? []) {
      for (const { text, exact } of use.args.slice(3)) {
        const answer = text.trim();
        if (!/^127\.[\d.$+*=~&{}\w-]*[^.]$/.test(answer) || /\$[*+]$/.test(answer)) continue;
        if (exact === undefined || site.document(exact.source) === undefined) continue;
        report({
          span: exact,
          message: `sendmail compares the list's answer with a dot at its end, so "${answer}" never matches and this list refuses nobody. Write ${answer}. with the dot.`,
          fixes: () => [replacement(`Change it to ${answer}.`, exact, `${answer}.`, "asks")],
        });
      }
    }
  },
};
