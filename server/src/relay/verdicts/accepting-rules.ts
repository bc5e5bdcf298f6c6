// Rules of a site's own that end a check with acceptance, no matter who asks: the rulesets are asked with strangers' transactions.
import { Code } from "../../cf/codes.ts";
import type { Step } from "../../cf/rewrite/index.ts";
import { fold } from "../../cf/rewrite/tokens.ts";
import type { Span } from "../../text.ts";
import { STRANGERS, VICTIMS } from "../exposures/stranger.ts";
import type { Query } from "../types.ts";
import type { Verdicts } from "./index.ts";
import type { Moved } from "./moved.ts";
import { listenersToTry } from "./tries.ts";

/** A rule that gives strangers an answer with `$#` that is not a refusal. */
export interface AcceptingRule {
  readonly ruleset: string;
  /** Its line: in the .mc that wrote it, else in the .cf. */
  readonly place: Span;
  /** True where the strangers' mail to strangers is relayed then. */
  readonly relays: boolean;
}

/** Answers with these names end a check without acceptance. */
const REFUSING: ReadonlySet<string> = new Set(["error", "discard"]);

const SENDERS = ["<x@stranger.example>", "<>"];

/** The first such rule of each ruleset that most strangers meet. `names`: the rulesets to look at. */
export function acceptingRules(verdicts: Verdicts, names: readonly string[]): readonly AcceptingRule[] {
  const { rulesetNumbers, rulesets } = verdicts.interpreter.cf;
  const numbers = new Map(
    names.flatMap((name) => {
      const number = rulesetNumbers.get(name);
      return number === undefined || rulesets.get(number)?.rules.length === 0 ? [] : [[number, name]];
    }),
  );
  if (numbers.size === 0) return [];
  return verdicts.remember(`accepting ${[...numbers.values()].join(" ")}`, () => work(verdicts, numbers), movedRules);
}

function movedRules(rules: readonly AcceptingRule[], moved: Moved): readonly AcceptingRule[] | undefined {
  const still = rules.flatMap((rule) => {
    const place = moved(rule.place);
    return place === undefined ? [] : [{ ...rule, place }];
  });
  return still.length === rules.length ? still : undefined;
}

function work(verdicts: Verdicts, numbers: ReadonlyMap<number, string>): readonly AcceptingRule[] {
  const { interpreter } = verdicts;
  const [through] = listenersToTry(verdicts.listeners);
  const found = new Map<string, AcceptingRule>();
  for (const sender of SENDERS)
    for (const recipient of VICTIMS) {
      const seen = new Map<Span, { ruleset: string; clients: number; relayed: number }>();
      for (const client of STRANGERS)
        for (const { ruleset, line, relays } of answers(verdicts, numbers, {
          ...client,
          ...through,
          sender,
          recipient,
        })) {
          const one = seen.get(line) ?? { ruleset, clients: 0, relayed: 0 };
          seen.set(line, { ruleset, clients: one.clients + 1, relayed: one.relayed + (relays ? 1 : 0) });
        }
      for (const [line, { ruleset, clients, relayed }] of seen) {
        const relays = relayed * 2 > STRANGERS.length;
        if (clients * 2 <= STRANGERS.length || (found.has(ruleset) && (found.get(ruleset)?.relays || !relays)))
          continue;
        found.set(ruleset, { ruleset, place: interpreter.placeOf(line) ?? line, relays });
      }
    }
  return [...found.values()];
}

/** The rules of these rulesets that accept in one transaction, by the lines of the .cf. */
function answers(
  verdicts: Verdicts,
  numbers: ReadonlyMap<number, string>,
  query: Query,
): readonly { readonly ruleset: string; readonly line: Span; readonly relays: boolean }[] {
  const { asked, accepted, relayed } = verdicts.session(query, { trace: true });
  const steps = asked.flatMap(({ result }) => result.trace ?? []);
  const first = new Map<string, Span>();
  for (const step of steps) {
    const ruleset = step.kind === "rule" ? numbers.get(step.rule.ruleset) : undefined;
    if (ruleset !== undefined && step.kind === "rule" && accepts(step) && !first.has(ruleset))
      first.set(ruleset, step.rule.line.span);
  }
  return [...first].map(([ruleset, line]) => ({ ruleset, line, relays: accepted && relayed }));
}

function accepts({ after }: Extract<Step, { kind: "rule" }>): boolean {
  const [first, mailer] = after;
  return first === Code.mailer && mailer !== undefined && !REFUSING.has(fold(mailer));
}
