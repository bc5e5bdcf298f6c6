// Before 8.18.1 an answer of enhdnsbl without the dot at its end never matches.
import { replacement } from "../edits/edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-answer-without-dot",
    title: "An answer of enhdnsbl without a final dot never matches before 8.18.1",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.12 <8.18.1",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "FEATURES", enhdnsbl',
      "seen with sendmail -bt 8.15.2, 8.17.1, 8.18.1 and 8.18.2: up to 8.17 the map adds a dot to each answer",
    ],
  },
  check(site, report) {
    for (const use of site.mc?.config.feature("enhdnsbl") ?? []) {
      for (const { text, exact } of use.args.slice(3)) {
        const answer = text.trim();
        if (!/^127\.[\d.$+*=~&{}\w-]*[^.]$/.test(answer) || /\$[*+]$/.test(answer)) continue;
        if (exact === undefined || !site.has(exact.source)) continue;
        report({
          span: exact,
          message: `This answer never matches: it needs a final dot before sendmail 8.18.1.\nUp to 8.17, sendmail adds a dot to each answer of the list before it compares, so "${answer}" refuses nobody. Write "${answer}." with its dot.`,
          fixes: () => [
            replacement(`Change it to ${answer}.: refuses clients with that answer`, exact, `${answer}.`, "asks"),
          ],
        });
      }
    }
  },
};
