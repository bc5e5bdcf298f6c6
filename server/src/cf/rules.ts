// R lines: both sides cut into tokens, and what sendmail finds wrong with them.
import { Code, type Coded, type OperatorName, operatorOf, WRITTEN } from "./codes.ts";
import { MAX_LINE } from "./expand.ts";
import type { Message } from "./rewrite/messages.ts";
import { printed } from "./rewrite/messages.ts";
import { LIMITS } from "./rewrite/tokens.ts";
import type { ReadState } from "./state.ts";

/** Wildcards that a left side may have. */
const MAX_WILDCARDS = 9;
/** Arguments that a map lookup may have, its key included. */
const MAX_MAP_ARGUMENTS = 10;
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
  let from = tab;
  while (coded[from] === "\t") from++;
  const second = coded.indexOf("\t", from);
  const to = second === -1 ? coded.length : second;

  const left = readLeft(state, coded.slice(1, tab));
  const rhs = readRight(state, coded.slice(from, to), left.wildcards);
  rulesets.add({ ruleset: rulesets.current, lhs: left.tokens, rhs, line: state.line, ...spans(state) });
}

/** The sides as they are written. */
function spans(state: ReadState) {
  const { text } = state.line;
  const tab = text.indexOf("\t");
  let from = tab;
  while (text[from] === "\t") from++;
  const second = text.indexOf("\t", from);
  const to = second === -1 ? text.length : second;
  let comment = to;
  while (text[comment] === "\t") comment++;
  return {
    lhsSpan: state.span(1, tab),
    rhsSpan: state.span(from, to),
    commentSpan: comment < text.length ? state.span(comment, text.length) : undefined,
  };
}

/** The tokens of a side; undefined where it has none or sendmail refuses it. */
function tokensOf(state: ReadState, text: Coded): readonly Coded[] | undefined {
  const { tokens } = state.tokenizer.scan(state.expand(text), {
    table: state.level >= LEVEL_OF_PARENTHESES ? "rule" : "internal",
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
    if (wrong !== undefined) state.say("operator", `Inappropriate use of ${wrong} on LHS`);
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
      if (digit <= "0" || digit.charCodeAt(0) > 48 + wildcards)
        state.say("out-of-bounds", `replacement $${digit} out of bounds`);
    } else if (WILDCARDS.has(operator)) {
      state.say("operator", `Inappropriate use of ${WRITTEN[operator]} on RHS`);
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
