// Semantic tokens, as the protocol encodes them.
import type { Span, TextDocument } from "../text.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "./promises.ts";

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A word with what it is. */
export interface Token {
  readonly span: Pick<Span, "start" | "end">;
  readonly type: TokenType;
  readonly modifiers?: readonly TokenModifier[];
}

/**
 * Five numbers for each token: lines and characters from the one before, length, type, modifiers. Tokens come in the order of
 * their places; one that overlaps the one before, is empty or goes over a line end is left out.
 */
export function encodeTokens(document: TextDocument, tokens: readonly Token[]): readonly number[] {
  const encoded: number[] = [];
  let [line, character, end] = [0, 0, 0];
  for (const { span, type, modifiers = [] } of tokens) {
    const length = span.end - span.start;
    if (span.start < end || length <= 0) continue;
    const start = document.positionAt(span.start);
    if (document.positionAt(span.end).line !== start.line) continue;
    const same = start.line === line;
    const bits = modifiers.reduce((all, modifier) => all | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    encoded.push(start.line - line, start.character - (same ? character : 0), length, TOKEN_TYPES.indexOf(type), bits);
    ({ line, character } = start);
    end = span.end;
  }
  return encoded;
}
