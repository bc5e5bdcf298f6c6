// R lines: both sides cut into tokens, and what sendmail finds wrong with them.

import type { Span } from "../text.ts";
import {
  Code,
  type Coded,
  needsQuotes,
  type OperatorName,
  operatorOf,
  quoteBytes,
  WRITTEN,
  withBytesAsCodes,
} from "./codes.ts";
import { MAX_LINE } from "./expand.ts";
import { type RawLine, spanIn } from "./lines.ts";
import type { Message } from "./rewrite/messages.ts";
import { printed } from "./rewrite/messages.ts";
import { LIMITS } from "./rewrite/tokens.ts";
import type { ReadState, RuleSides } from "./state.ts";
import type { CfRule } from "./types.ts";

/** Wildcards that a left side may have. */
const MAX_WILDCARDS = 9;
/** Arguments that a map lookup may have, its key included. */
const MAX_MAP_ARGUMENTS = 10;
/** Rules that are kept for the next reading. */
const MOST_RULES = 10_000;
/** From this level on, parentheses in rules are tokens and not comments. */
const LEVEL_OF_PARENTHESES = 9;

const WILDCARDS: ReadonlySet<OperatorName> = new Set(["anyOrNone", "oneOrMore", "one", "class", "notClass"]);

/** Operators that sendmail complains about on the left, as it writes them. */
const WRONG_ON_THE_LEFT: Readonly<Partial<Record<OperatorName, string>>> = {
  replace: "$1-$9",
  user: WRITTEN.user,
  call: WRITTEN.call,
  if: WRITTEN.if,
  fi: WRITTEN.fi,
  canonBegin: WRITTEN.canonBegin,
  canonEnd: WRITTEN.canonEnd,
  mapBegin: WRITTEN.mapBegin,
  mapEnd: WRITTEN.mapEnd,
};

/** Takes the R line that the state is at. */
export function readRule(state: ReadState): void {
  const { coded, rulesets } = state;
  if (rulesets.current < 0) {
    state.say("no-ruleset", `missing valid ruleset for "${coded}"`);
    return;
  }
  const tab = coded.indexOf("\t", 1);
  if (tab === -1) {
    state.say("no-tab", `invalid rewrite line "${coded}" (tab expected)`);
    return;
  }
  const before = state.rulesRead.get(coded);
  const sides = before ?? readSides(state, tab);
  rulesets.add(new Rule(rulesets.current, sides.lhs, sides.rhs, state.line));
}

/** Both sides; kept for the next reading where there is nothing to say about them. */
function readSides(state: ReadState, tab: number): RuleSides {
  const { coded } = state;
  const from = skipTabs(coded, tab);
  const second = coded.indexOf("\t", from);
  const to = second === -1 ? coded.length : second;
  const said = state.messages.length;
  const left = readLeft(state, coded.slice(1, tab));
  const rhs = readRight(state, coded.slice(from, to), left.wildcards);
  const sides = { lhs: left.tokens, rhs };
  const { rulesRead } = state;
  if (rulesRead.size > MOST_RULES) rulesRead.clear();
  if (state.messages.length === said) rulesRead.set(coded, sides);
  return sides;
}

/** A rule works out where its sides are when somebody asks. */
class Rule implements CfRule {
  constructor(
    readonly ruleset: number,
    readonly lhs: readonly Coded[],
    readonly rhs: readonly Coded[],
    readonly line: RawLine,
  ) {}

  get lhsSpan(): Span {
    return spanIn(this.line, 1, this.#sides().tab);
  }

  get rhsSpan(): Span {
    const { from, to } = this.#sides();
    return spanIn(this.line, from, to);
  }

  get commentSpan(): Span | undefined {
    const { text } = this.line;
    const from = skipTabs(text, this.#sides().to);
    return from < text.length ? spanIn(this.line, from, text.length) : undefined;
  }

  #sides(): { readonly tab: number; readonly from: number; readonly to: number } {
    const { text } = this.line;
    const tab = text.indexOf("\t");
    const from = skipTabs(text, tab);
    const second = text.indexOf("\t", from);
    return { tab, from, to: second === -1 ? text.length : second };
  }
}

function skipTabs(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 9) at++;
  return at;
}

/** The tokens of a side; undefined where it has none or sendmail refuses it. */
function tokensOf(state: ReadState, text: Coded): readonly Coded[] | undefined {
  const expanded = withBytesAsCodes(state.expand(quoteBytes(text)));
  const hasParentheses = state.level >= LEVEL_OF_PARENTHESES;
  const plain = hasParentheses ? state.tokenizer.scanRule(expanded) : undefined;
  if (plain !== undefined) return plain.length === 0 ? undefined : plain;
  const { tokens } = state.tokenizer.scan(expanded, {
    table: hasParentheses ? "rule" : "internal",
    delimiter: "\t",
    ignore: true,
    room: MAX_LINE + LIMITS.tokens,
    report: (message: Message) => state.say("rule", printed(message)),
  });
  return tokens?.map((token) => token.text);
}

function readLeft(state: ReadState, text: Coded): { readonly tokens: readonly Coded[]; readonly wildcards: number } {
  const tokens = tokensOf(state, text);
  if (tokens === undefined) {
    state.say("rule", "R line: null LHS");
    return { tokens: [], wildcards: 0 };
  }
  let wildcards = 0;
  for (const token of tokens) {
    const operator = operatorOf(token.charCodeAt(0));
    if (operator === undefined) continue;
    if (WILDCARDS.has(operator)) wildcards++;
    const wrong = WRONG_ON_THE_LEFT[operator];
    if (wrong !== undefined && !needsQuotes(text)) state.say("operator", `Inappropriate use of ${wrong} on LHS`);
  }
  if (wildcards <= MAX_WILDCARDS) return { tokens, wildcards };
  state.say("rule", "R line: too many wildcards");
  return { tokens: [], wildcards };
}

function readRight(state: ReadState, text: Coded, wildcards: number): readonly Coded[] {
  const tokens = tokensOf(state, text);
  if (tokens === undefined) {
    state.say("rule", "R line: null RHS");
    return [];
  }
  /** What closes the lookup that is open; "" for none. */
  let closer: Coded = "";
  let inLookup = false;
  let args = 0;
  for (const token of tokens) {
    const operator = operatorOf(token.charCodeAt(0));
    if (operator === undefined) continue;
    if (operator === "replace") {
      const digit = token.charAt(1);
      if (digit <= "0" || digit.charCodeAt(0) > 48 + wildcards) {
        // Where a side is too long its end is cut off, and sendmail's message ends where the digit is not.
        state.say("out-of-bounds", digit === "" ? "replacement $" : `replacement $${digit} out of bounds`);
      }
    } else if (WILDCARDS.has(operator)) {
      // A written byte acts as a wildcard, and sendmail says nothing of it.
      if (!needsQuotes(text)) state.say("operator", `Inappropriate use of ${WRITTEN[operator]} on RHS`);
    } else if (operator === "host") {
      if (inLookup && ++args >= MAX_MAP_ARGUMENTS) state.say("lookup", "too many arguments for map lookup");
    } else if (operator === "mapBegin" || operator === "canonBegin") {
      if (inLookup) state.say("lookup", "cannot nest map lookups");
      closer = operator === "mapBegin" ? Code.mapEnd : Code.canonEnd;
      inLookup = true;
      args = 0;
    } else if (token === closer) {
      closer = "";
      inLookup = false;
    }
  }
  if (inLookup) state.say("lookup", "missing map closing token");
  return tokens;
}
