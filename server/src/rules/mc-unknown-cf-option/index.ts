// An O line that sendmail refuses to read, or reads as another option.
import { cfOptionRecord } from "../../catalog/index.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import type { Report, SiteRule } from "../types.ts";
import { mistakeInOption } from "../values/cf-option-names.ts";

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
      checkWithoutLetter(site, line, report);
      if (line.kind !== "O" || !site.has(line.span.source)) continue;
      // Outside of all sections a line that begins with an O may be a note.
      if (line.section === "stray" && !isOption(line.text)) continue;
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

/** True for a name with a sign after it, or one that sendmail has. */
function isOption(text: string): boolean {
  const [, name = "", sign = ""] = /^O\s*([A-Za-z][\w.]*)(?:\s*([=:]))?/.exec(text) ?? [];
  return sign === "=" || cfOptionRecord(name) !== undefined;
}

/** `CipherList=HIGH`: without the O it is a line of another kind, which sendmail takes by its first letter. */
function checkWithoutLetter(site: MailSite, line: CfLine, report: Report): void {
  const name = /^([A-Z][A-Za-z0-9]{4,}(?:\.[\w.]+)?)[ \t]*=/.exec(line.text)?.[1];
  if (name === undefined || line.kind === "O" || cfOptionRecord(name) === undefined) return;
  if (!site.has(line.span.source)) return;
  const span = valueIn(line, 0, name.length).exact;
  report({
    span: span ?? line.span,
    message: `The O before ${name} is missing, so this sets no option.\nsendmail reads it as a ${name.charAt(0)} line, often silently. Write O ${name}=value.`,
    fixes: () =>
      span === undefined ? [] : [replacement(`Write O ${name}: the value takes effect`, span, `O ${name}`)],
  });
}
