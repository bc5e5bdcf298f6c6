// A ruleset of one's own that accepts every recipient, or counts everybody as logged in.
import type { MailSite } from "../../site/types.ts";
import { lineBounds } from "../edits.ts";
import { type RewritingRule, type Ruleset, rulesetsOf } from "../rulesets.ts";
import type { Fix, SiteRule } from "../types.ts";
import { acceptsStranger } from "./stranger.ts";

interface Effect {
  /** What an answer with `$#` does, as the middle of a sentence (seen with sendmail -bt; `$@ OK` changes nothing there). */
  readonly does: string;
  /** Whether strangers may relay because of it. */
  readonly opens: boolean;
}

const DECISIVE: Readonly<Record<string, Effect>> = {
  Local_check_rcpt: { does: "replaces all checks of recipients", opens: true },
  Local_Relay_Auth: { does: "replaces the check of who has logged in", opens: true },
  Local_check_mail: { does: "ends all checks of senders", opens: false },
  Local_check_relay: { does: "ends all checks of clients", opens: false },
};

/** The rule that accepts whatever comes, where none before it goes back to sendmail's own checks. */
function acceptsAll({ rules }: Ruleset): RewritingRule | undefined {
  for (const [index, rule] of rules.entries()) {
    const { left, right } = rule;
    const mailer = /^\$#\s*(\w*)/.exec(right)?.[1]?.toLowerCase();
    const takesAll = left === "$*" || (left === "$+" && index === 0);
    const accepts = mailer !== undefined && mailer !== "error" && mailer !== "discard";
    if (takesAll && accepts) return rule;
    // `$@` goes back to sendmail's checks, and nothing gets past a refusal of everything.
    if (right.startsWith("$@") || (takesAll && mailer !== undefined)) return undefined;
  }
  return undefined;
}

export const rule: SiteRule = {
  meta: {
    code: "relay-accepting-ruleset",
    title: "A ruleset of your own accepts every recipient",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "check-rules",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "seen with sendmail -bt: $# OK from Local_check_rcpt or Local_Relay_Auth ends check_rcpt with OK",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const ruleset of rulesetsOf(config)) {
      const effect = DECISIVE[ruleset.name];
      if (effect === undefined) continue;
      const accepting = acceptsAll(ruleset) ?? acceptsStranger(ruleset);
      if (accepting === undefined || site.document(accepting.line.span.source) === undefined) continue;
      report({
        span: accepting.line.span,
        ...(effect.opens ? {} : { severity: "warning" as const }),
        message: `This rule accepts strangers${effect.opens ? ", so the server is an open relay" : ""}.\nAn answer with $# from ${ruleset.name} ${effect.does}. Let the rule match only what you want to accept, or return with $@: sendmail then continues with its own checks.`,
        fixes: () => removeLine(site, accepting, ruleset.name),
      });
    }
  },
};

function removeLine(site: MailSite, { line }: RewritingRule, name: string): readonly Fix[] {
  const [part] = line.parts;
  const document = site.document(line.span.source);
  if (document === undefined || part === undefined || line.parts.length !== 1 || !part.exact) return [];
  const { start, end, next } = lineBounds(document, part.origin.start);
  if (document.slice(start, end).trimEnd() !== line.text.trimEnd()) return [];
  const span = { source: line.span.source, start, end: next };
  return [
    {
      title: `Remove this rule of ${name}: the remaining rules decide about what it accepted`,
      grade: "asks",
      preferred: true,
      changes: [{ span, newText: "" }],
    },
  ];
}
