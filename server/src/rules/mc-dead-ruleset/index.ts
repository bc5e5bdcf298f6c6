// Rules added behind one of sendmail's own rulesets that always answers before it comes to them.
import { valueIn } from "../../mc/cf-lines.ts";
import { unreachedRuleset } from "../../relay/index.ts";
import { replacement } from "../edits.ts";
import { rulesetsOf } from "../rulesets.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-dead-ruleset",
    title: "Rules of your own behind a check that never gets to them",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "check-rules",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "seen with sendmail -bt: a ruleset that is opened again goes on behind its own rules",
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
        message: `sendmail has a ruleset ${name} of its own, and what stands here is added behind its rules, which always end before it comes to these: they do nothing. Call the ruleset ${own}, which sendmail asks before its own checks.`,
        fixes: () => (span ? [replacement(`Call it ${own}: sendmail asks it about all mail`, span, own, "asks")] : []),
      });
    }
  },
};
