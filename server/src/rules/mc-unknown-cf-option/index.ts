// An O line that sendmail refuses to read, or reads as another option.
import { valueIn } from "../../mc/cf-lines.ts";
import { mistakeInOption } from "../cf-option-names.ts";
import { replacement } from "../edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-cf-option",
    title: "An O line with a name that sendmail does not have",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: [
      'Operations guide, section "O -- Set Option"',
      "seen with sendmail: unknown option name, ambiguous option name, invalid timeout; exit status 70",
    ],
  },
  check(site, report) {
    for (const line of site.mc?.config.cfLines ?? []) {
      if (line.kind !== "O" || line.section === "stray" || site.document(line.span.source) === undefined) continue;
      const mistake = mistakeInOption(line.text);
      if (mistake === undefined) continue;
      const span = valueIn(line, mistake.at, mistake.at + mistake.name.length).exact;
      report({
        span: span ?? line.span,
        message: mistake.message,
        // A name like none that is known may belong to a build with additions of its own.
        severity: mistake.right.length > 0 ? "error" : "warning",
        fixes: () =>
          span === undefined
            ? []
            : mistake.right.map((name) =>
                replacement(`Change it to ${name}: the value takes effect`, span, name, "asks"),
              ),
      });
    }
  },
};
