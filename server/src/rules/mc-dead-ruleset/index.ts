// Rules added after one of sendmail's own rulesets that always answers before it comes to them.
import { valueIn } from "../../mc/cf-lines.ts";
import { unreachedRuleset } from "../../relay/index.ts";
import { replacement } from "../edits.ts";
import { rulesetsOf } from "../rulesets.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-dead-ruleset",
    title: "Rules of your own that a check never reaches",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "check-rules",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "seen with sendmail -bt: a ruleset that is opened again continues after its own rules",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const { line, rules, name } of rulesetsOf(config)) {
      const isOurs = site.document(line.span.source) !== undefined;
      if (rules.length === 0 || !isOurs || !unreachedRuleset(config, line)) continue;
      const own = `Local_${name}`;
      const at = line.text.indexOf(name);
      const span = valueIn(line, at, at + name.length).exact;
      report({
        span: span ?? line.span,
        message: `These rules do nothing: sendmail never reaches them.\nsendmail has a ruleset ${name} of its own, and adds these rules after its rules, which always end first. Call the ruleset ${own}, which sendmail runs before its own checks.`,
        fixes: () => (span ? [replacement(`Call it ${own}: sendmail runs it for all mail`, span, own, "asks")] : []),
      });
    }
  },
};
