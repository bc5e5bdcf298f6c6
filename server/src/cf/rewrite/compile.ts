// Rulesets made ready to run: what can be worked out of a rule before there is an address.
import { Code } from "../codes.ts";
import type { CfClass, CfConfig, CfRule, CfRuleset } from "../types.ts";
import { type Token, Tokenizer } from "./tokens.ts";

/** What one element of a left side matches. */
export const MATCH = { literal: 0, any: 1, some: 2, one: 3, inClass: 4, notInClass: 5, nothing: 6, macro: 7 } as const;

export interface Pattern {
  readonly kind: (typeof MATCH)[keyof typeof MATCH];
  readonly token: Token;
  /** Name of the class or macro, without braces. */
  readonly name: string;
  /** The class as the configuration fills it; undefined where nothing does, and for other elements. */
  readonly words: CfClass | undefined;
  /** Length of the longest member that the configuration knows. */
  readonly longest: number;
  /** True for a literal right after `$*` or `$+`: these take what comes before it. */
  readonly isSought: boolean;
}

/** One element of a right side. */
export interface Piece {
  readonly kind: "token" | "replace" | "macro";
  readonly token: Token;
  /** For `replace`: which wildcard, `$1` is 0. */
  readonly index: number;
  /** Name of the macro, without braces. */
  readonly name: string;
}

export interface CompiledRule {
  readonly rule: CfRule;
  /** Counted from 1 within its ruleset. */
  readonly number: number;
  readonly lhs: readonly Pattern[];
  readonly rhs: readonly Piece[];
  /**
   * The right side as sendmail prints it. It takes the quotes off the name of a ruleset when it first calls that, and prints none
   * from then on.
   */
  readonly rhsTokens: Token[];
  readonly lhsTokens: readonly Token[];
  /** `$:` and `$@` at the beginning of the right side. */
  readonly once: boolean;
  readonly returns: boolean;
  /** Bits of the tokens without which the rule cannot match. */
  readonly bits: number;
  /** How many tokens the workspace has at least; and at most, Infinity where there is no bound. */
  readonly min: number;
  readonly max: number;
  /** The hashes of the first and of the last token that the workspace must have; 0 where it may be any. */
  readonly begins: number;
  readonly ends: number;
  /** Configurations with the same rulesets have it in common: it asks no class, and its tokens stay as they are. */
  readonly isShared: boolean;
}

export interface CompiledRuleset {
  readonly ruleset: CfRuleset;
  /** What sendmail prints: the name or the number. */
  readonly title: string;
  readonly rules: readonly CompiledRule[];
}

const KINDS: ReadonlyMap<string, Pattern["kind"]> = new Map([
  ["anyOrNone", MATCH.any],
  ["oneOrMore", MATCH.some],
  ["one", MATCH.one],
  ["class", MATCH.inClass],
  ["notClass", MATCH.notInClass],
  ["host", MATCH.nothing],
  ["macroLater", MATCH.macro],
]);

const WIDTH: Readonly<Record<Pattern["kind"], readonly [min: number, max: number]>> = {
  [MATCH.literal]: [1, 1],
  [MATCH.any]: [0, Infinity],
  [MATCH.some]: [1, Infinity],
  [MATCH.one]: [1, 1],
  [MATCH.inClass]: [1, Infinity],
  [MATCH.notInClass]: [1, 1],
  [MATCH.nothing]: [0, 0],
  [MATCH.macro]: [0, Infinity],
};

/** Those of the same rulesets, which configurations have in common of which class files alone are others. */
const tokenizers = new WeakMap<CfConfig["rulesets"], Tokenizer>();

/** What cuts the texts of a configuration. */
export function tokenizerOf({ rulesets, operatorChars, environment }: CfConfig): Tokenizer {
  const tokenizer = tokenizers.get(rulesets) ?? new Tokenizer(operatorChars, environment.version);
  tokenizers.set(rulesets, tokenizer);
  return tokenizer;
}

/** Rulesets as they were made ready, with the words that classes had then. */
const compiled = new WeakMap<CfRuleset, { readonly tokenizer: Tokenizer; readonly rules: readonly CompiledRule[] }>();

/** Makes a ruleset ready. */
export function compileRuleset(ruleset: CfRuleset, cf: CfConfig, tokenizer: Tokenizer): CompiledRuleset {
  const known = compiled.get(ruleset);
  const rules =
    known?.tokenizer === tokenizer
      ? known.rules
      : ruleset.rules.map((rule, i) => compileRule(rule, i + 1, cf, tokenizer));
  compiled.set(ruleset, { tokenizer, rules });
  return {
    ruleset,
    title: ruleset.name ?? String(ruleset.number),
    rules: rules.map((rule) =>
      rule.isShared ? rule : { ...rule, lhs: withClasses(rule.lhs, cf), rhsTokens: [...rule.rhsTokens] },
    ),
  };
}

/** The same with the words that classes have now. */
function withClasses(lhs: readonly Pattern[], cf: CfConfig): readonly Pattern[] {
  return lhs.some(asksClass) ? lhs.map((one) => (asksClass(one) ? pattern(one.token, one.isSought, cf) : one)) : lhs;
}

function asksClass({ kind }: Pattern): boolean {
  return kind === MATCH.inClass || kind === MATCH.notInClass;
}

function compileRule(rule: CfRule, number: number, cf: CfConfig, tokenizer: Tokenizer): CompiledRule {
  const lhsTokens = tokenizer.tokensOf(rule.lhs);
  const rhsTokens = tokenizer.tokensOf(rule.rhs);
  const lhs = lhsTokens.map((token, at) => {
    const before = kindOf(lhsTokens[at - 1]);
    return pattern(token, before === MATCH.any || before === MATCH.some, cf);
  });
  const last = lhs.at(-1);
  const [first] = rhsTokens;
  const once = first?.text === Code.user;
  const returns = first?.text === Code.host;
  let bits = 0;
  let min = 0;
  let max = 0;
  for (const { kind, token } of lhs) {
    if (kind === MATCH.literal) bits |= token.bit;
    min += WIDTH[kind][0];
    max += WIDTH[kind][1];
  }
  return {
    rule,
    number,
    lhs,
    rhs: rhsTokens.slice(once || returns ? 1 : 0).map((token) => piece(token, cf)),
    lhsTokens,
    rhsTokens,
    once,
    returns,
    bits,
    min,
    max,
    begins: lhs[0]?.kind === MATCH.literal ? lhs[0].token.hash : 0,
    ends: last?.kind === MATCH.literal ? last.token.hash : 0,
    isShared: !lhs.some(asksClass) && !rhsTokens.some(({ text }) => text.startsWith('"')),
  };
}

/** All in one place: matching is quickest where all patterns are made alike. */
function pattern(token: Token, isAfterAny: boolean, cf: CfConfig): Pattern {
  const kind = kindOf(token);
  const { words, longest } = classOf(token, cf);
  const isSought = isAfterAny && kind === MATCH.literal;
  return { kind, token, name: cf.names.name(token.operand), words, longest, isSought };
}

function kindOf(token: Token | undefined): Pattern["kind"] {
  return KINDS.get(token?.operator ?? "") ?? MATCH.literal;
}

const LONGEST = new WeakMap<CfClass, number>();

function classOf({ operator, operand }: Token, cf: CfConfig): Pick<Pattern, "words" | "longest"> {
  const isClass = operator === "class" || operator === "notClass";
  const words = isClass ? cf.classes.get(cf.names.name(operand)) : undefined;
  if (words === undefined) return { words, longest: 0 };
  let longest = LONGEST.get(words);
  if (longest === undefined) {
    longest = 0;
    for (const word of words.members.keys()) longest = Math.max(longest, word.length);
    LONGEST.set(words, longest);
  }
  return { words, longest };
}

function piece(token: Token, cf: CfConfig): Piece {
  const { operator, operand } = token;
  const kind = operator === "replace" ? "replace" : operator === "macroLater" ? "macro" : "token";
  return { kind, token, index: operand.charCodeAt(0) - "1".charCodeAt(0), name: cf.names.name(operand) };
}
