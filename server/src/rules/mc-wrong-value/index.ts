// A value that sendmail cannot read as what its option takes: a time, a number, a mode, true or false.
import { catalog } from "../../catalog/index.ts";
import { misreading } from "../option-values.ts";
import { valueFix } from "../settings.ts";
import { settingsOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-value",
    title: "A value that sendmail cannot read as what its option takes",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'Operations guide, section "O -- Set Option"',
      "seen with sendmail: an unknown time unit is complained of, a wrong number or truth value is misread without a word",
    ],
  },
  check(site, report) {
    for (const option of settingsOf(site)) {
      const record = catalog.get("option", option.name);
      const wrong = record && misreading(record, option.value);
      if (wrong === undefined) continue;
      report({
        span: option.span,
        message: `${wrong.effect} So ${option.shown} is not what this line says. ${wrong.advice}`,
        fixes: () => wrong.meant.flatMap((value) => valueFix(option, value, "asks")),
      });
    }
  },
};
