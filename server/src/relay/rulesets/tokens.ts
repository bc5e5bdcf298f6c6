// Addresses and messages as sendmail sees them: cut into tokens, put together again, matched against classes.
import type { AskedClass, ClassMember } from "../policy/policy.ts";

export type Tokens = readonly string[];

/** Characters that are tokens by themselves: OperatorChars of the m4 library and sendmail's own delimiters (op guide, 5.6 "OperatorChars"). */
const OPERATORS = new Set(".:%@!^/[]+<>,;\r\n");

const BLANKS = new Set(" \t\n\v\f\r");
/** Characters that no atom begins with. */
const NOT_ATOMS = new Set([...OPERATORS, ...BLANKS, '"', "(", ")", ""]);

/** What the first character of a token says about it: an atom is a run of ordinary characters. */
function isAtom(token: string): boolean {
  return !NOT_ATOMS.has(token.charAt(0));
}

/**
 * Cuts a text into tokens: each operator alone, each quoted string with its quotes, each run of other characters.
 * Comments in parentheses and spaces vanish. An open quote, comment or angle bracket is closed at the end of the text; what
 * closes none is left out, and so is a backslash with nothing after it.
 */
export function tokenize(text: string): string[] {
  return cut(text, true);
}

/** As `tokenize`, for texts out of the configuration itself: parentheses are tokens there. */
export function tokenizeRule(text: string): string[] {
  return cut(text, false);
}

function cut(input: string, comments: boolean): string[] {
  const text = withoutOpenEscape(input);
  const tokens: string[] = [];
  let atom = "";
  const flush = (): void => {
    if (atom !== "") tokens.push(atom);
    atom = "";
  };
  let comment = 0;
  let angles = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\\") {
      const next = text.charAt(i + 1);
      i++;
      if (comment > 0) continue;
      if (next === "!") {
        // A kindness to people whose shell made them write it so.
        flush();
        tokens.push(next);
      } else atom += c + next;
    } else if (!comments && (c === "(" || c === ")")) {
      flush();
      tokens.push(c);
    } else if (c === "(") {
      flush();
      comment++;
    } else if (c === ")") {
      comment = Math.max(0, comment - 1);
    } else if (comment > 0) {
      // inside a comment: nothing counts
    } else if (c === '"') {
      flush();
      const end = closingQuote(text, i);
      tokens.push(`${text.slice(i, end)}"`);
      i = end;
    } else if (OPERATORS.has(c)) {
      flush();
      if (c === "<") angles++;
      if (c !== ">" || --angles >= 0) tokens.push(c);
      else angles = 0;
    } else if (BLANKS.has(c)) {
      flush();
    } else {
      atom += c;
    }
  }
  flush();
  while (angles-- > 0) tokens.push(">");
  return tokens;
}

/** A text without a backslash at its very end. */
function withoutOpenEscape(text: string): string {
  const escapes = /\\+$/.exec(text)?.[0].length ?? 0;
  return escapes % 2 === 0 ? text : text.slice(0, -1);
}

/** Offset of the quote that closes the one at `open`; the text's length where there is none. */
function closingQuote(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text.charAt(i) === "\\") i++;
    else if (text.charAt(i) === '"') return i;
  }
  return text.length;
}

/** Puts tokens together as sendmail does for map keys and replies: no spaces, but one between two neighbouring atoms. */
export function join(tokens: Tokens): string {
  return joinBy(" ", tokens);
}

/** As `join`, for `$f`, hosts and words of classes: there the option BlankSub replaces a space, and the library sets it to a dot. */
export function joinByDot(tokens: Tokens): string {
  return joinBy(".", tokens);
}

function joinBy(blank: string, tokens: Tokens): string {
  let text = "";
  let atom = false;
  for (const token of tokens) {
    const next = isAtom(token);
    text += atom && next ? blank + token : token;
    atom = next;
  }
  return text;
}

/** A text without its quotes; a backslash gives the character after it. */
export function stripQuotes(text: string): string {
  if (!text.includes('"') && !text.includes("\\")) return text;
  return text.replace(/\\(.?)|"/gs, (_, escaped: string | undefined) => escaped ?? "");
}

/** Equal as tokens are compared: without regard to case. */
export function same(a: Tokens, b: Tokens): boolean {
  return a.length === b.length && a.every((token, i) => token.toLowerCase() === b[i]?.toLowerCase());
}

/** True if the tokens are this one word, whatever its case. */
export function isWord(tokens: Tokens, word: string): boolean {
  return tokens.length === 1 && tokens[0]?.toLowerCase() === word.toLowerCase();
}

/**
 * The dequote map: a token without its quotes, cut again. Undefined where sendmail leaves the text alone: no quotes, spaces
 * inside of them, or brackets without their partner.
 */
export function dequote(token: string): string[] | undefined {
  let text = "";
  let quotes = 0;
  let open = false;
  let angles = 0;
  let comments = 0;
  for (let i = 0; i < token.length; i++) {
    const c = token.charAt(i);
    if (c === "\\") {
      if (i + 1 === token.length) return undefined;
      text += c + token.charAt(++i);
      continue;
    }
    if (c === " " || c === "\t") return undefined;
    if (c === "(") comments++;
    if (c === ")" && --comments < 0) return undefined;
    if (comments === 0 && c === '"') {
      open = !open;
      quotes++;
      continue;
    }
    if (comments === 0 && c === "<") angles++;
    if (comments === 0 && c === ">" && --angles < 0) return undefined;
    text += c;
  }
  if (quotes === 0 || open || angles !== 0 || comments !== 0) return undefined;
  return tokenize(text);
}

/** A class member that is exactly these tokens. */
export function member(words: AskedClass, tokens: Tokens): ClassMember | undefined {
  return tokens.length === 0 || words.isEmpty ? undefined : words.get(joinByDot(tokens));
}

/** A class member that these tokens end with: for a domain, itself or one that it is in. */
export function memberAtEnd(words: AskedClass, tokens: Tokens): ClassMember | undefined {
  if (words.isEmpty) return undefined;
  for (let i = 0; i < tokens.length; i++) {
    const found = words.get(joinByDot(tokens.slice(i)));
    if (found) return found;
  }
  return undefined;
}

/** A class member that these tokens begin with: for an address, itself or a net that it is in. */
export function memberAtStart(words: AskedClass, tokens: Tokens): ClassMember | undefined {
  if (words.isEmpty) return undefined;
  for (let i = 1; i <= tokens.length; i++) {
    const found = words.get(joinByDot(tokens.slice(0, i)));
    if (found) return found;
  }
  return undefined;
}
