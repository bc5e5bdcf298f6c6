// A ruleset of one's own that accepts every recipient, or counts everybody as logged in.
import { acceptingRulesOf } from "../../relay/index.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { lineBounds } from "../edits/edits.ts";
import { type RewritingRule, type Ruleset, rulesetsOf } from "../facts/rulesets.ts";
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
    relaying: true,
    title: "A ruleset of your own accepts every recipient",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "check-rules",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "seen with sendmail -bt: $# OK from Local_check_rcpt or Local_Relay_Auth ends check_rcpt with OK",
    ],
  },
  check(site, report) {
    for (const { ruleset, place, opens } of acceptingIn(site)) {
      const effect = DECISIVE[ruleset];
      if (effect === undefined || !site.has(place.source)) continue;
      report({
        span: place,
        ...(opens ? {} : { severity: "warning" as const }),
        message: `This rule accepts strangers${opens ? ", so the server is an open relay" : ""}.\nAn answer with $# from ${ruleset} ${effect.does}. Let the rule match only what you want to accept, or return with $@: sendmail then continues with its own checks.`,
        fixes: () => removeLine(site, place, ruleset),
      });
    }
  },
};

interface Accepting {
  readonly ruleset: string;
  readonly place: Span;
  readonly opens: boolean;
}

/** By the rulesets themselves, where they can be asked; else by how the rules look. */
function acceptingIn(site: MailSite): readonly Accepting[] {
  const asked = acceptingRulesOf(site, Object.keys(DECISIVE));
  const config = site.mc?.config;
  if (asked !== undefined)
    return asked.map(({ ruleset, place, relays }) => ({ ruleset, place: writtenAt(site, place), opens: relays }));
  if (config === undefined) return [];
  return rulesetsOf(config).flatMap((ruleset) => {
    const effect = DECISIVE[ruleset.name];
    const rule = effect && (acceptsAll(ruleset) ?? acceptsStranger(ruleset));
    return rule === undefined ? [] : [{ ruleset: ruleset.name, place: rule.line.span, opens: effect?.opens === true }];
  });
}

/** The line of the .mc that a line of the .cf beside it came from; the same place where the .mc does not have it. */
function writtenAt(site: MailSite, place: Span): Span {
  const text = site.document(place.source)?.slice(place.start, place.end).trimEnd();
  const line = site.mc?.config.cfLines.find(({ kind, text: own }) => kind === "R" && own.trimEnd() === text);
  return line?.span ?? place;
}

/** Takes a line out, where the rule is all that it has. */
function removeLine(site: MailSite, place: Span, name: string): readonly Fix[] {
  const document = site.document(place.source);
  if (document === undefined) return [];
  const { start, end, next } = lineBounds(document, place.start);
  if (start !== place.start || document.slice(start, end).trimEnd() !== document.slice(start, place.end).trimEnd())
    return [];
  return [
    {
      title: `Remove this rule of ${name}: the remaining rules decide about what it accepted`,
      grade: "asks",
      preferred: true,
      changes: [{ span: { source: place.source, start, end: next }, newText: "" }],
    },
  ];
}
