// The rulesets that a .mc writes itself, rule by rule.
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { rulesetName } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";

/** Rulesets that the library calls where they exist (read in all versions of it), and those that sendmail runs itself. */
export const HOOKS: readonly string[] = [
  ..."Local_check_relay Local_check_mail Local_check_rcpt Local_localaddr Local_trust_auth Local_Relay_Auth".split(" "),
  ..."Local_greet_pause Local_try_tls Local_tls_client Local_tls_server Local_tls_rcpt".split(" "),
  ..."Local_srv_features Local_clt_features".split(" "),
  ...Object.keys(PROGRAM_RULESETS).filter((name) => /^[a-z]+_/.test(name)),
];

/** One `R` line, cut at its tabs as sendmail cuts it. */
export interface RewritingRule {
  readonly left: string;
  readonly right: string;
  readonly line: CfLine;
}

export interface Ruleset {
  readonly name: string;
  readonly line: CfLine;
  readonly rules: readonly RewritingRule[];
}

/** The rulesets in a .mc's own lines, in order; a ruleset that is opened twice is there twice. */
export function rulesetsOf(config: MailConfig): readonly Ruleset[] {
  const found: { name: string; line: CfLine; rules: RewritingRule[] }[] = [];
  for (const line of config.cfLines) {
    if (line.kind === "S") {
      found.push({ name: rulesetName(line), line, rules: [] });
    } else if (line.kind === "R") {
      const [left = "", right = ""] = line.text.slice(1).split(/\t+/);
      found.at(-1)?.rules.push({ left: left.trim(), right: right.trim(), line });
    }
  }
  return found;
}
