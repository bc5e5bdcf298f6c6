// Tells what rulesets did: the lines of tables, classes and configurations that decided, in order.
import { Code } from "../../cf/codes.ts";
import type { Step as TraceStep } from "../../cf/rewrite/index.ts";
import type { Span } from "../../text.ts";
import type { Step } from "../types.ts";
import type { Asked, SessionResult } from "./session.ts";

/** Where a place in the .cf was written: in the .mc, where one made it; undefined for a line of the library. */
export type PlaceOf = (span: Span) => Span | undefined;

type RuleStep = Extract<TraceStep, { kind: "rule" }>;

/** The steps of a transaction, each with its place. The one that allows relaying is marked. */
export function stepsOf({ asked, relayed, reply }: SessionResult, placeOf: PlaceOf): readonly Step[] {
  const steps = asked.flatMap((one) => stepsIn(one, placeOf));
  const last = asked.at(-1);
  const seen = new Set<string>();
  const told = [...steps, ...(last === undefined ? [] : [outcomeStep(last, placeOf)])].filter((one) => {
    const key = `${one.text}\0${one.span?.source}\0${one.span?.start}`;
    return seen.has(key) ? false : seen.add(key);
  });
  if (reply !== null || !relayed || last?.ruleset !== "check_rcpt") return told;
  const granting = grantIn(last, told, placeOf);
  return told.map((one) => (one === granting ? { ...one, grants: true as const } : one));
}

/** Classes of the library that hold its own marks, and nobody's names. */
const MARKS: ReadonlySet<string> = new Set(["Src", "ResOk", "Accept", "Tls", "TlsVerified", "P", "O", "E"]);

/** What a ruleset found: class members and lines of tables. */
function stepsIn({ ruleset, result }: Asked, placeOf: PlaceOf): readonly Step[] {
  const steps: Step[] = [];
  for (const one of result.trace ?? []) {
    if (one.kind === "lookup") {
      const { map, key, value, span } = one.lookup;
      if (value !== undefined && span !== undefined)
        steps.push({ text: `${ruleset}: map ${map} has "${key} ${value}"`, span });
    } else if (one.kind === "rule")
      for (const { className, member } of one.members)
        if (member.span !== undefined && !MARKS.has(className) && placeOf(member.span) !== undefined)
          steps.push({
            text: `${ruleset}: ${member.word} is in class ${className}`,
            span: placeOf(member.span) ?? member.span,
          });
  }
  return steps;
}

/** The rule with which the answer came about, and what the answer is. */
function outcomeStep(asked: Asked, placeOf: PlaceOf): Step {
  const { ruleset, result } = asked;
  const origin = originOf(asked);
  const [first, second] = result.tokens;
  const answer = first === Code.mailer ? `$# ${second ?? ""}` : isShort(result.tokens) ? result.tokens.join("") : "";
  const text = answer === "" ? `${ruleset} finds nothing to refuse` : `${ruleset} answers ${answer}`;
  const span = origin?.rule.line.span;
  return { text, span: span && (placeOf(span) ?? span) };
}

function isShort(tokens: readonly string[]): boolean {
  return tokens.length === 1 && /^\w{1,12}$/.test(tokens[0] ?? "");
}

/** The first rule that made what came out in the end: in a ruleset that others call, where they hand its answer on, or add it to a mark. */
export function originOf({ result }: Asked): RuleStep | undefined {
  const { trace = [], tokens } = result;
  const isEnd = (after: readonly string[]): boolean =>
    tokens[0] === Code.mailer
      ? after.some((token, i) => token === Code.mailer && after[i + 1] === tokens[1])
      : tokens.length === 1
        ? after.at(-1) === tokens[0]
        : after.length === tokens.length && after.every((token, i) => token === tokens[i]);
  let origin: RuleStep | undefined;
  for (const step of trace) {
    if (step.kind !== "rule") continue;
    if (!isEnd(step.after)) origin = undefined;
    else origin ??= step;
  }
  return origin;
}

/** What is known by its place as the grant: the last member or line before the rule that answered, else that rule. */
function grantIn(asked: Asked, told: readonly Step[], placeOf: PlaceOf): Step | undefined {
  const { trace = [] } = asked.result;
  const origin = originOf(asked);
  const outcome = told.at(-1);
  if (origin === undefined) return outcome;
  const before = trace.slice(0, trace.indexOf(origin) + 1);
  const depth = origin.depth;
  for (let i = before.length - 1; i >= 0; i--) {
    const step = before[i];
    if (step === undefined) continue;
    // What another ruleset found that was left before is not part of this answer, unless the rule itself called it.
    if (step.depth < depth) break;
    const span = evidence(step);
    const place = span && (step.kind === "lookup" ? span : (placeOf(span) ?? span));
    const found = place && told.find(({ span: its }) => its?.source === place.source && its.start === place.start);
    if (found !== undefined) return found;
  }
  return outcome;
}

function evidence(step: TraceStep): Span | undefined {
  if (step.kind === "lookup") return step.lookup.value === undefined ? undefined : step.lookup.span;
  if (step.kind === "rule") return step.members.findLast(({ member }) => member.span !== undefined)?.member.span;
  return undefined;
}
