// Rules that are never run: after those of one of sendmail's own rulesets that answers first, under a name that nobody calls, or with a * that no address has.
import { nearestNames } from "../../catalog/index.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import { unreachedRuleset } from "../../relay/index.ts";
import { replacement } from "../edits/edits.ts";
import { placeOfLine } from "../facts/line-place.ts";
import { HOOKS, type RewritingRule, rulesetsOf } from "../facts/rulesets.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-dead-ruleset",
    title: "Rules of your own that sendmail never reaches",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "check-rules",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "seen with sendmail -bt: a ruleset that is opened again continues after its own rules; local_check_rcpt and Local_check_rcpts are never asked",
      "seen with sendmail -bt: R* @ spam.example matches no sender; rules under a name of the library come after its own",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    const rulesets = rulesetsOf(config);
    const texts = config.cfLines.map(({ text }) => text);
    const isMark = rulesets.some(({ rules }) => rules.some(({ right }) => STAR.test(right.replace(/"[^"]*"/g, ""))));
    for (const { line, rules, name } of rulesets) {
      if (!isMark) for (const rule of rules) reportStar(rule);
      const isOurs = site.has(line.span.source);
      if (rules.length === 0 || !isOurs) continue;
      const hook = hookOf(name);
      if (hook !== undefined && !texts.some((text) => text !== line.text && text.includes(name))) {
        const at = line.text.indexOf(name);
        const span = valueIn(line, at, at + name.length).exact;
        report({
          span: span ?? line.span,
          message: `Nothing runs a ruleset called ${name}.\nsendmail runs ${hook}, and upper and lower case count; these rules have no effect. Correct the name.`,
          fixes: () =>
            span
              ? [
                  replacement(
                    `Call it ${hook}: sendmail runs these rules, which may let others relay`,
                    span,
                    hook,
                    "asks",
                  ),
                ]
              : [],
        });
      }
      if (!unreachedRuleset(config, line)) {
        if (ALWAYS_THERE.has(name))
          report({
            span: placeOfLine(site, line),
            severity: "information",
            message: `The m4 library has a ruleset ${name}, and these rules come after its own.\nThey see only what its rules let through, and sendmail -bt warns of "multiple definitions". Give yours a name of its own, unless that is what you want.`,
          });
        continue;
      }
      const own = `Local_${name}`;
      const at = line.text.indexOf(name);
      const span = valueIn(line, at, at + name.length).exact;
      report({
        span: span ?? line.span,
        message: `These rules do nothing: sendmail never reaches them.\nsendmail has a ruleset ${name} of its own, and adds these rules after its rules, which always end first. Call the ruleset ${own}, which sendmail runs before its own checks.`,
        fixes: () =>
          span
            ? [
                replacement(
                  `Call it ${own}: sendmail runs it for all mail, and it may let others relay`,
                  span,
                  own,
                  "asks",
                ),
              ]
            : [],
      });
    }

    /** A `*` that is to match anything: it matches the sign itself, which no address has. */
    function reportStar({ left, line }: RewritingRule): void {
      const star = ALONE.exec(left);
      if (star === null || !site.has(line.span.source)) return;
      const at = line.text.indexOf(left) + star.index;
      const span = valueIn(line, at, at + 1).exact;
      report({
        span: span ?? line.span,
        message:
          "This rule never matches: * is an ordinary character here.\n$* matches any words, $+ one or more, $- exactly one. Write $*.",
        fixes: () => (span ? [replacement("Write $*: the rule matches", span, "$*", "asks")] : []),
      });
    }
  },
};

/** A `*` without its `$`. */
const STAR = /(?<![$\w])\*(?!\w)/;
/** One at an end of the left side or beside an @: rules of the library have it between other signs. */
const ALONE = /^\*(?=\s*(?:[@.]|\$|$))|(?<=@\s*)\*(?=\s*(?:\.|$))|(?<=[\w.]\s*)\*$/;

/** Rulesets with rules that are in every .cf of the four versions (built with m4, OSTYPE and two mailers); those for mailers are not among them. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(
  "0 3 4 Basic_check_mail Basic_check_rcpt Basic_check_relay CanonAddr CanonLocal Canonify2 MailerToTriple MasqEnv MasqHdr Parse0 Parse1 ParseRecipient PseudoToReal Rcpt_ok Recurse RelayTLS Relay_ok canonify final parse".split(
    " ",
  ),
);

/** The ruleset that a name stands for which is nearly the same; undefined for a right name, or one like none. */
function hookOf(name: string): string | undefined {
  if (HOOKS.includes(name) || name.length < 8) return undefined;
  const plain = name.toLowerCase().replaceAll("-", "_");
  const same = HOOKS.find((hook) => hook.toLowerCase() === plain);
  // `check_rcpt_mine` is a ruleset of the site's own, which its own rules may call.
  return same ?? (/^local[_-]?check/i.test(name) ? nearestNames(name, HOOKS, 1)[0] : undefined);
}
