// Tokens: how a text is cut into them, and how they are put together again.
import { Code, type Coded, FIRST_CODE, FIRST_NAME_ID, type OperatorName, operatorOf } from "../codes.ts";
import type { CfVersion } from "../types.ts";
import type { Report } from "./messages.ts";

/** One token of the workspace or of a rule. There is one object for each text. */
export interface Token {
  readonly text: Coded;
  /** In lower case (ASCII letters only): what is compared. */
  readonly folded: string;
  /** A number above 0 by the folded text: tokens that differ in it are not the same, which is seen sooner than by their texts. */
  readonly hash: number;
  /** What the token is where it is an operator. */
  readonly operator: OperatorName | undefined;
  /** The unit after the operator: the id of a macro or class, or a digit; else "". */
  readonly operand: string;
  /** Two neighbours of this kind are put together with a space. */
  readonly isAtom: boolean;
  /** One bit, by the folded text: rules are ruled out by it quickly. What calls or looks up has a bit of its own. */
  readonly bit: number;
}

/**
 * Which of sendmail's tables says what a character is. `external`: addresses, values of macros and maps; `internal`: the same, and
 * operators have a meaning; `rule`: as internal, but parentheses are tokens and not comments.
 */
export type Table = "external" | "internal" | "rule";

/** Limits of sendmail.h, which no option changes. */
export const LIMITS = {
  /** Tokens of one text or of the workspace. */
  tokens: 1000,
  /** Bytes of an address or a token. */
  name: 256,
  /** Bytes of all tokens of one text, with one more for each. */
  room: 1256,
  /** Bytes of a line, a class phrase. */
  line: 2048,
  /** Bytes of a map's key. */
  key: 1024,
} as const;

const KIND = { operator: 0, atom: 1, quote: 2, space: 3, one: 4 } as const;
type KindOf = (typeof KIND)[keyof typeof KIND];

/** Characters that always stand alone, whatever OperatorChars says. */
const DELIMITERS = "()<>,;\r\n";
/** What sendmail takes of OperatorChars: its buffer has 50 bytes, 9 of them for the delimiters. */
const MAX_OPERATORS = 40;
/** `macro` is left in a rule where nobody told us its value. */
const ONE: ReadonlySet<string> = new Set([Code.macro, Code.macroLater, Code.class, Code.notClass, Code.replace]);
const ONE_UNITS: ReadonlySet<number> = new Set([...ONE].map((code) => code.charCodeAt(0)));

/** The byte with which sendmail quotes its own codes. Where somebody writes it, the eighth bit is taken away. */
const QUOTE_BYTE = "\xff";

/** The bit of what begins a lookup, and that of a call. Nothing else has them. */
export const LOOKS_UP = 1 << 31;
export const CALLS = 1 << 30;

const bitOf = (operator: OperatorName | undefined, hash: number): number =>
  operator === "mapBegin" || operator === "canonBegin" ? LOOKS_UP : operator === "call" ? CALLS : 1 << (hash % 30);

export interface ScanOptions {
  readonly table: Table;
  /** Ends the text where it is met outside of quotes, comments and brackets: `,` in test mode, a tab in a rule. */
  readonly delimiter?: string;
  /** Unbalanced quotes, comments and brackets are neither said nor closed. */
  readonly ignore?: boolean;
  /** Bytes of all tokens, with one more for each; rules have more of it than addresses. */
  readonly room?: number;
  readonly report?: Report;
}

export interface Scan {
  /** Undefined: nothing there, or refused. */
  readonly tokens: Token[] | undefined;
  /** Where the scan ended: at the delimiter, or at the end of the text. */
  readonly end: number;
}

/** Everything that rests on the characters that are operators. */
export class Tokenizer {
  readonly #kinds = new Uint8Array(128);
  readonly #interned = new Map<string, Token>();
  readonly #scans = { external: new Map<string, readonly Token[]>(), internal: new Map<string, readonly Token[]>() };
  readonly #countsEnd: boolean;

  /** The tokenizer for these characters; two configurations that agree on them share it, and what it has cut. */
  static of(operatorChars: string, version: CfVersion): Tokenizer {
    const key = `${version} ${operatorChars}`;
    let found = shared.get(key);
    if (found === undefined) {
      if (shared.size >= MAX_SHARED) shared.clear();
      found = new Tokenizer(operatorChars, version);
      shared.set(key, found);
    }
    return found;
  }

  /** @param operatorChars value of the option, expanded; undefined: sendmail's own, which is `.:@[]`. */
  constructor(operatorChars: string | undefined, version: CfVersion) {
    this.#kinds.fill(KIND.atom);
    for (const space of " \t\n\v\f\r") this.#kinds[space.charCodeAt(0)] = KIND.space;
    this.#kinds['"'.charCodeAt(0)] = KIND.quote;
    for (const char of (operatorChars ?? ".:@[]").slice(0, MAX_OPERATORS) + DELIMITERS) {
      const unit = char.charCodeAt(0);
      if (unit < 128 && this.#kinds[unit] === KIND.atom) this.#kinds[unit] = KIND.operator;
    }
    this.#countsEnd = version === "8.15.2";
  }

  /** The token of a text that is one. */
  token(text: Coded): Token {
    const known = this.#interned.get(text);
    if (known) return known;
    const operator = operatorOf(text.charCodeAt(0));
    const folded = fold(text);
    const hash = hashOf(folded);
    const token: Token = {
      text,
      folded,
      hash,
      operator,
      operand: operator !== undefined && ONE.has(text.charAt(0)) ? text.slice(1) : "",
      isAtom: this.#kind(text.charCodeAt(0), "internal") === KIND.atom,
      bit: bitOf(operator, hash),
    };
    if (this.#interned.size > 20_000) this.#interned.clear();
    this.#interned.set(text, token);
    return token;
  }

  tokensOf(texts: readonly Coded[]): Token[] {
    return texts.map((text) => this.token(text));
  }

  /** Cuts a text out of the configuration or a map into tokens; the same text twice is cut once. Undefined as for `scan`. */
  scanOnce(text: string, table: "external" | "internal", report: Report | undefined): readonly Token[] | undefined {
    const scans = this.#scans[table];
    const known = scans.get(text);
    if (known) return known;
    let said = false;
    const { tokens } = this.scan(text, {
      table,
      report: (message) => {
        said = true;
        report?.(message);
      },
    });
    if (tokens && !said && text.length < 200) {
      if (scans.size > 5_000) scans.clear();
      scans.set(text, tokens);
    }
    return tokens;
  }

  /**
   * Cuts a text into tokens: each operator alone, each quoted string with its quotes, each run of other characters. Spaces and
   * comments vanish. What is open at the end is closed and said; a backslash keeps the next character from meaning anything.
   */
  scan(input: string, options: ScanOptions): Scan {
    const nul = input.indexOf("\0");
    return new Scanner(nul < 0 ? input : input.slice(0, nul), options, this, this.#countsEnd).run();
  }

  /**
   * The texts of a rule's tokens, where the rule has nothing that needs a look back (quotes, backslashes, delimiters, great length);
   * undefined where it has: `scan` takes those.
   */
  scanRule(input: Coded): readonly Coded[] | undefined {
    if (input.length >= LIMITS.name) return undefined;
    const texts: Coded[] = [];
    let atom = -1;
    for (let at = 0; at < input.length; at++) {
      const unit = input.charCodeAt(at);
      if (unit === 0 || unit === 9 || unit === 34 || unit === 92 || unit === 0xff) return undefined;
      const kind = this.#kind(unit, "rule");
      if (kind === KIND.atom) {
        if (atom < 0) atom = at;
        continue;
      }
      if (atom >= 0) texts.push(input.slice(atom, at));
      atom = -1;
      if (kind === KIND.operator) texts.push(input.charAt(at));
      else if (kind === KIND.one) texts.push(input.slice(at, ++at + 1));
    }
    if (atom >= 0) texts.push(input.slice(atom));
    return texts;
  }

  kindOf(unit: number, table: Table): KindOf {
    return this.#kind(unit, table);
  }

  #kind(unit: number, table: Table): KindOf {
    if (unit < 128) {
      if (unit === 40 || unit === 41) return table === "rule" ? KIND.operator : KIND.space;
      return (this.#kinds[unit] ?? KIND.atom) as KindOf;
    }
    if (unit === 0xff && table !== "external") return KIND.one;
    if (table === "external" || unit < FIRST_CODE || unit >= FIRST_NAME_ID) return KIND.atom;
    return ONE_UNITS.has(unit) ? KIND.one : KIND.operator;
  }
}

const shared = new Map<string, Tokenizer>();
const MAX_SHARED = 8;

/** One run over a text, with what sendmail keeps in mind between two characters. */
class Scanner {
  readonly #text: string;
  readonly #options: ScanOptions;
  readonly #tokenizer: Tokenizer;
  readonly #countsEnd: boolean;
  readonly #tokens: Token[] = [];
  #at = 0;
  /** Bytes that are stored so far. */
  #used = 0;
  #comments = 0;
  #angles = 0;
  #route = false;
  #escaped = false;
  #state: KindOf = KIND.atom;
  /** What is read and not yet stored; "" for nothing. */
  #ahead = "";

  constructor(text: string, options: ScanOptions, tokenizer: Tokenizer, countsEnd: boolean) {
    this.#text = text;
    this.#options = options;
    this.#tokenizer = tokenizer;
    this.#countsEnd = countsEnd;
  }

  run(): Scan {
    const { delimiter } = this.#options;
    let ended = false;
    while (!ended) {
      const token = this.#next();
      if (token === undefined) return { tokens: undefined, end: Math.max(0, this.#at - 1) };
      if (token.text !== "") {
        if (this.#isFull()) return this.#refuse("5.1.1", "Address too long");
        this.#used++;
        if (this.#tokens.length >= LIMITS.tokens) return this.#refuse("5.1.0", "prescan: too many tokens");
        if (token.text.length + (this.#countsEnd ? 1 : 0) > LIMITS.name)
          return this.#refuse("5.1.0", "prescan: token too long");
        this.#tokens.push(this.#tokenizer.token(token.text));
      }
      ended = token.last || (this.#ahead !== "" && this.#ahead === delimiter && this.#angles <= 0);
    }
    return { tokens: this.#tokens.length === 0 ? undefined : this.#tokens, end: Math.max(0, this.#at - 1) };
  }

  #refuse(dsn: string, text: string): Scan {
    this.#say(text, dsn);
    return { tokens: undefined, end: Math.max(0, this.#at - 1) };
  }

  #say(text: string, dsn?: string): void {
    this.#options.report?.({ code: "553", dsn, to: this.#text, text });
  }

  #isFull(): boolean {
    return this.#used >= (this.#options.room ?? LIMITS.room) - 5;
  }

  /** Reads one token; undefined where the text is too long. */
  #next(): { readonly text: string; readonly last: boolean } | undefined {
    const { delimiter, ignore = false, table } = this.#options;
    let stored = "";
    for (;;) {
      if (this.#ahead !== "" && !this.#escaped) {
        if (this.#isFull()) {
          this.#say("Address too long", "5.1.1");
          return undefined;
        }
        stored += this.#ahead === QUOTE_BYTE ? "\x7f" : this.#ahead;
        this.#used++;
      }
      let char = this.#text.charAt(this.#at++);
      if (char === "") {
        const closer = ignore ? "" : this.#closer();
        if (closer === "") return { text: stored, last: true };
        char = closer;
        this.#at--;
      } else if (char === delimiter && this.#comments <= 0 && this.#state !== KIND.quote) {
        if (this.#angles <= 0) {
          this.#ahead = char;
          return { text: stored, last: true };
        }
        if (delimiter === "," && !this.#route && !ignore) {
          this.#say("Unbalanced '<'");
          char = ">";
          this.#at--;
        }
      }
      if (this.#escaped) {
        this.#escaped = false;
        if (this.#comments > 0) {
          this.#ahead = "";
          continue;
        }
        if (char !== "!" || this.#state === KIND.quote) {
          if (this.#isFull()) {
            this.#say("Address too long", "5.1.1");
            return undefined;
          }
          stored += "\\";
          this.#used++;
          this.#ahead = char;
          continue;
        }
      }
      if (char === "\\") this.#escaped = true;
      else if (this.#state !== KIND.quote) char = this.#bracket(char);
      this.#ahead = char;
      if (char === "") continue;
      if (char === delimiter && this.#angles <= 0 && this.#state !== KIND.quote) return { text: stored, last: true };
      if (this.#advance(this.#tokenizer.kindOf(char.charCodeAt(0), table))) return { text: stored, last: false };
    }
  }

  /** What closes what is open at the end, with its message; "" where nothing is. */
  #closer(): string {
    if (this.#state === KIND.quote) {
      this.#say("Unbalanced '\"'");
      return '"';
    }
    if (this.#comments > 0) {
      this.#say("Unbalanced '('");
      return ")";
    }
    if (this.#angles > 0) {
      this.#say("Unbalanced '<'");
      return ">";
    }
    return "";
  }

  /** Comments and angle brackets; "" for a character that vanishes. */
  #bracket(char: string): string {
    const { table, ignore = false, delimiter } = this.#options;
    const hasComments = table !== "rule";
    if (char === "(" && hasComments) {
      this.#comments++;
      return "";
    }
    if (char === ")" && hasComments) {
      if (this.#comments > 0) this.#comments--;
      else if (!ignore) {
        this.#say("Unbalanced ')'");
        return "";
      }
      return char;
    }
    if (this.#comments > 0) return "";
    if (char === "<") {
      this.#angles++;
      if (/^[ \t\n\v\f\r]*@/.test(this.#text.slice(this.#at))) this.#route = true;
      return char;
    }
    if (char === ">") {
      this.#route = false;
      if (this.#angles > 0) this.#angles--;
      else if (!ignore) {
        this.#say("Unbalanced '>'");
        return "";
      }
      return char;
    }
    return delimiter === " " && /[ \t\n\v\f\r]/.test(char) ? " " : char;
  }

  /** Takes a character of this kind into account; true where it begins the next token. */
  #advance(kind: KindOf): boolean {
    const before = this.#state;
    if (before === KIND.quote) {
      this.#state = kind === KIND.quote ? KIND.operator : KIND.quote;
      return false;
    }
    if (before === KIND.one) {
      this.#state = KIND.operator;
      return false;
    }
    this.#state = kind;
    if (kind === KIND.space) this.#ahead = "";
    return before !== KIND.space && !(before === KIND.atom && kind === KIND.atom);
  }
}

/** A text in lower case as sendmail folds it: ASCII letters only. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower === text || !/[^\p{ASCII}]/u.test(text)) return lower;
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A number from 1 to 2^30. */
function hashOf(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) value = (value * 31 + text.charCodeAt(i)) | 0;
  return ((value ^ (value >>> 15)) & 0x3fffffff) + 1;
}

/**
 * Puts tokens together: `space` between two neighbouring atoms, nothing elsewhere. Cut where sendmail's buffer of `size` bytes ends.
 * @param to index after the last token.
 */
export function join(tokens: readonly Token[], space: string, size: number, from = 0, to = tokens.length): string {
  let text = "";
  let atom = false;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    // A space may take the place that no other character gets.
    const isFull = atom && token.isAtom && text.length === size - 3;
    text += atom && token.isAtom ? space + token.text : token.text;
    atom = token.isAtom;
    if (text.length > size - 3) return text.slice(0, isFull ? size - 2 : size - 3);
  }
  return text;
}

/** A text without its quotes; a backslash gives the character after it. */
export function stripQuotes(text: string): string {
  if (text.includes("\\")) return text.replace(/\\(.?)|"/gs, (_, escaped: string | undefined) => escaped ?? "");
  let bare = text;
  for (let at = bare.indexOf('"'); at >= 0; at = bare.indexOf('"', at)) bare = bare.slice(0, at) + bare.slice(at + 1);
  return bare;
}
