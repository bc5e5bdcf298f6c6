// Whether a rule matches the workspace: sendmail's own search, with the same choice among several ways to match.
import type { CfMember } from "../types.ts";
import { type CompiledRule, MATCH, type Pattern } from "./compile.ts";
import type { MemberUse } from "./observer.ts";
import { fold, join, LIMITS, type Token } from "./tokens.ts";

/** What matching asks of the world outside. */
export interface MatchContext {
  /** A class member by its words put together, in lower case; undefined where there is none. */
  member(pattern: Pattern, phrase: string): CfMember | undefined;
  /** Told of each class that is looked into for words that begin with a token of a workspace. */
  asks(className: string, workspace: readonly Token[], first: number): void;
  /** Length of the longest word that was added to any class while the program runs. */
  readonly longestAdded: number;
  /** The value of a macro for `$&x` on a left side, not expanded; undefined where it has none. */
  macro(name: string): string | undefined;
  /** BlankSub. */
  readonly blank: string;
  /** What may still be tried; below 0 nothing matches any more. */
  readonly budget: Budget;
}

/** sendmail tries for as long as it takes, which with enough wildcards is for ever. We give up. */
export interface Budget {
  left: number;
}

/** sendmail refuses rules with more wildcards. */
const MAX_WILDCARDS = 9;

/** What the wildcards of the last match took. */
export class Matcher {
  /** Of each wildcard: index of its first and of its last token; last < first for none. */
  readonly first = new Int32Array(MAX_WILDCARDS + 1);
  readonly last = new Int32Array(MAX_WILDCARDS + 1);
  /** How many wildcards matched. */
  count = 0;
  /** The class members that matched, by wildcard. */
  readonly members: (CfMember | undefined)[] = [];
  readonly #pattern = new Int32Array(MAX_WILDCARDS + 1);

  /** Tries one rule. */
  match({ lhs }: CompiledRule, workspace: readonly Token[], context: MatchContext): boolean {
    const size = workspace.length;
    const { budget } = context;
    let at = 0;
    let p = 0;
    let m = 0;
    for (;;) {
      const op = lhs[p];
      if (op === undefined && at >= size) {
        this.count = m;
        return true;
      }
      let matched = false;
      const token = workspace[at];
      if (op !== undefined && (token !== undefined || op.kind === MATCH.any || op.kind === MATCH.nothing)) {
        switch (op.kind) {
          case MATCH.literal:
            matched = token !== undefined && isSame(token, op.token);
            if (matched) at++;
            else if (op.isSought) {
              // The wildcard before it takes one token after the other.
              const from = at;
              while (!matched && ++at < size) matched = isSame(workspace[at], op.token);
              budget.left -= at - from;
              if (budget.left < 0) return false;
              this.last[m - 1] = at - 1;
              if (matched) at++;
            }
            break;
          case MATCH.any:
            this.#take(m++, p, at, at - 1);
            matched = true;
            break;
          case MATCH.some:
          case MATCH.one:
            this.#take(m++, p, at, at);
            at++;
            matched = true;
            break;
          case MATCH.notInClass:
            context.asks(op.name, workspace, at);
            matched = token !== undefined && context.member(op, token.folded) === undefined;
            if (matched) {
              this.#take(m++, p, at, at);
              at++;
            }
            break;
          case MATCH.inClass: {
            const end = this.#extend(op, workspace, at, at, m, context);
            matched = end >= 0;
            if (matched) {
              this.#take(m++, p, at, end);
              at = end + 1;
            }
            break;
          }
          case MATCH.nothing:
            matched = true;
            break;
          case MATCH.macro: {
            const end = matchMacro(context.macro(op.name), workspace, at);
            matched = end >= 0;
            if (matched) at = end;
            break;
          }
        }
      }
      if (matched) {
        p++;
        continue;
      }
      // Back to the last wildcard that can take one more token.
      for (;;) {
        if (--m < 0 || --budget.left < 0) return false;
        p = this.#pattern[m] ?? 0;
        at = (this.last[m] ?? 0) + 1;
        if (at >= size) continue;
        const wildcard = lhs[p];
        if (wildcard === undefined) return false;
        if (wildcard.kind === MATCH.any || wildcard.kind === MATCH.some) {
          this.last[m++] = at++;
          p++;
          break;
        }
        if (wildcard.kind === MATCH.inClass) {
          const end = this.#extend(wildcard, workspace, this.first[m] ?? 0, at, m, context);
          if (end < 0) continue;
          this.last[m++] = end;
          at = end + 1;
          p++;
          break;
        }
      }
    }
  }

  #take(m: number, pattern: number, first: number, last: number): void {
    this.#pattern[m] = pattern;
    this.first[m] = first;
    this.last[m] = last;
  }

  /** The end of the shortest phrase that begins at `first`, ends at `from` or later, and is in the class; -1 for none. */
  #extend(
    op: Pattern,
    tokens: readonly Token[],
    first: number,
    from: number,
    m: number,
    context: MatchContext,
  ): number {
    // Of a place where a phrase only goes on was told when it began.
    if (from === first) context.asks(op.name, tokens, first);
    // A class with unknown members is asked for everything, so that what was asked is told.
    const { words, longest } = op;
    const limit = words !== undefined && words.unknown.length > 0 ? Infinity : Math.max(longest, context.longestAdded);
    if (limit === 0) return -1;
    let phrase = from > first ? fold(join(tokens, context.blank, LIMITS.line, first, from)) : "";
    for (let end = from; end < tokens.length; end++) {
      const token = tokens[end];
      if (token === undefined || --context.budget.left < 0) break;
      const blank = end > first && token.isAtom && tokens[end - 1]?.isAtom ? context.blank : "";
      phrase += blank + token.folded;
      if (phrase.length > limit) return -1;
      const member = context.member(op, phrase);
      if (member) {
        this.members[m] = member;
        return end;
      }
    }
    return -1;
  }
}

/** Whether two tokens say the same, whatever the case of their letters. */
function isSame(one: Token | undefined, other: Token): boolean {
  return one === other || (one?.hash === other.hash && one.folded === other.folded);
}

/** Compares a macro's value with the tokens from `at` on; index after the last of them, -1 where they differ. */
function matchMacro(value: string | undefined, workspace: readonly Token[], at: number): number {
  let rest = value === undefined ? "" : fold(value);
  let i = at;
  while (rest !== "") {
    const token = workspace[i++];
    if (token === undefined || !rest.startsWith(token.folded)) return -1;
    rest = rest.slice(token.folded.length);
  }
  return i;
}

/** The bits of all tokens: a rule whose own bits are not among them cannot match. */
export function bitsOf(tokens: readonly Token[]): number {
  let bits = 0;
  for (let at = 0; at < tokens.length; at++) bits |= tokens[at]?.bit ?? 0;
  return bits;
}

/** The class members that the last match took. */
export function membersOf(matcher: Matcher, { lhs }: CompiledRule): MemberUse[] {
  const uses: MemberUse[] = [];
  let wildcard = 0;
  for (const { kind, name } of lhs) {
    const member = kind === MATCH.inClass ? matcher.members[wildcard] : undefined;
    if (member) uses.push({ className: name, member });
    if (kind !== MATCH.literal && kind !== MATCH.nothing && kind !== MATCH.macro) wildcard++;
  }
  return uses;
}
