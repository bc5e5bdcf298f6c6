// A value of the wrong type for its option: a time, a number, a mode, true or false.
import { catalog } from "../../catalog/index.ts";
import { misreading } from "../option-values.ts";
import { valueFix } from "../settings.ts";
import { settingsOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-value",
    title: "A value of the wrong type for its option",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'Operations guide, section "O -- Set Option"',
      "seen with sendmail: it reports an unknown time unit; it misreads a wrong number or truth value silently",
    ],
  },
  check(site, report) {
    for (const option of settingsOf(site)) {
      const record = catalog.get("option", option.name);
      const wrong = record && misreading(record, option.value);
      if (wrong === undefined) continue;
      report({
        span: option.span,
        message: `${wrong.effect}\n${option.shown} is therefore not what this line says. ${wrong.advice}`,
        fixes: () => wrong.meant.flatMap((value) => valueFix(option, value, "asks")),
      });
    }
  },
};
