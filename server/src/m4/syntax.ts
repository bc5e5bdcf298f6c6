// The characters that mean something to m4: words, parentheses, and the delimiters that a program may change.

export const PLAIN = 0;
export const WORD = 1;
export const OPEN = 2;
export const CLOSE = 3;
export const COMMA = 4;
export const QUOTE = 5;
export const COMMENT = 6;

const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const COMMA_CODE = 44;

/** 1 for letters, digits and the underscore. Only ASCII counts, as in the C locale. */
const WORD_PART = new Uint8Array(256);
for (let c = 0; c < 128; c++) if (/\w/.test(String.fromCharCode(c))) WORD_PART[c] = 1;

export function isWordPart(code: number): boolean {
  return code < 128 && WORD_PART[code] === 1;
}

/** True for what `isspace` calls so in the C locale. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The delimiters in force and, made from them, the kind of each character that can begin a token. */
export class Syntax {
  openQuote = "`";
  closeQuote = "'";
  openComment = "#";
  closeComment = "\n";
  /** Both quotes are one character long: strings are read on a fast path. */
  shortQuotes = true;
  readonly kinds = new Uint8Array(256);

  constructor() {
    this.#update();
  }

  /** As `changequote`: undefined for an argument that was not given. */
  changeQuote(open: string | undefined, close: string | undefined): void {
    this.openQuote = open ?? "`";
    this.closeQuote = close === undefined || open === undefined || (open !== "" && close === "") ? "'" : close;
    this.#update();
  }

  /** As `changecom`: undefined for an argument that was not given. */
  changeComment(open: string | undefined, close: string | undefined): void {
    this.openComment = open ?? "";
    this.closeComment = open === undefined ? "" : close === undefined || (open !== "" && close === "") ? "\n" : close;
    this.#update();
  }

  /** Kind of a character that turned out not to begin the delimiter it could have begun. */
  kindBesides(code: number, besides: number): number {
    if (isWordPart(code) && !isDigit(code)) return WORD;
    if (besides === COMMENT && code === this.openQuote.charCodeAt(0)) return QUOTE;
    if (code === PAREN_OPEN) return OPEN;
    if (code === PAREN_CLOSE) return CLOSE;
    return code === COMMA_CODE ? COMMA : PLAIN;
  }

  /** Offset of the quote that closes a string which began before `from`, where both quotes are one character long; -1 where it is not in this text. */
  closingQuote(text: string, from: number, end: number): number {
    const open = this.openQuote.charCodeAt(0);
    const close = this.closeQuote.charCodeAt(0);
    let depth = 1;
    for (let pos = from; pos < end; pos++) {
      const code = text.charCodeAt(pos);
      if (code === close) {
        if (--depth === 0) return pos;
      } else if (code === open) depth++;
    }
    return -1;
  }

  /** m4 looks for comments first, then words, then quotes, then parentheses. */
  #update(): void {
    const { kinds } = this;
    const quote = this.openQuote.charCodeAt(0);
    const comment = this.openComment.charCodeAt(0);
    for (let c = 0; c < 256; c++) kinds[c] = this.kindBesides(c, PLAIN);
    if (quote > 0 && quote < 256 && kinds[quote] !== WORD) kinds[quote] = QUOTE;
    if (comment > 0 && comment < 256) kinds[comment] = COMMENT;
    this.shortQuotes = this.openQuote.length === 1 && this.closeQuote.length === 1;
  }
}
