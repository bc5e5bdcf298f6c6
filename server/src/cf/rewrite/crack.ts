// Takes an address apart for a header: everything around it stays, and `$g` stands where the address was.
import { Code, type Coded } from "../codes.ts";
import { LIMITS } from "./tokens.ts";

export interface CrackOptions {
  /** ColonOkInAddr: a colon ends no group. */
  readonly colonOk: boolean;
  /** MustQuoteChars, those that always are included. */
  readonly mustQuote: string;
}

const isSpace = (char: string): boolean => char !== "" && " \t\n\v\f\r".includes(char);

/** Longer results are given up. */
const SIZE = LIMITS.name;
const ADDRESS = `${Code.macro}g`;
const GIVEN_UP = `<${ADDRESS}>`;

/** `Real Name <real@example.com> (Comment)` becomes `Real Name <$g> (Comment)`. */
export function crack(address: string, options: CrackOptions): Coded {
  return new Cracker(address, options).run() ?? GIVEN_UP;
}

class TooLong extends Error {}

class Cracker {
  readonly #text: string;
  readonly #options: CrackOptions;
  #out: string[] = [];
  /** How many characters fit: room for what will have to be closed is set aside. */
  #limit = SIZE;
  /** Where in the output, and where in the text, the address that is looked for begins. */
  #outStart = 0;
  #textStart = 0;
  #firstStart = 0;
  #at = 0;
  #comments = 0;
  #openComments = 0;
  #angles = 0;
  /** Above 0: outside of the address, what is read is copied. */
  #copying = 0;
  #brackets = 0;
  #closeAngle = false;
  #quoted = false;
  #openQuote = false;
  #placed = false;
  #quoteIt = false;
  #sawAngle = false;
  #sawColon = false;

  constructor(text: string, options: CrackOptions) {
    const nul = text.indexOf("\0");
    this.#text = nul < 0 ? text : text.slice(0, nul);
    this.#options = options;
  }

  run(): Coded | undefined {
    try {
      while (isSpace(this.#text.charAt(this.#at))) this.#append(this.#text.charAt(this.#at++));
      this.#outStart = this.#out.length;
      this.#firstStart = this.#textStart = this.#at;
      while (this.#at < this.#text.length) this.#character(this.#text.charAt(this.#at++));
    } catch (error) {
      if (error instanceof TooLong) return undefined;
      throw error;
    }
    const close = (char: string): void => {
      if (this.#out.length < SIZE) this.#out.push(char);
    };
    if (this.#openQuote) close('"');
    while (this.#openComments-- > 0) close(")");
    if (this.#closeAngle) close(">");
    return this.#out.length < SIZE ? this.#out.join("") : undefined;
  }

  get #hasRoom(): boolean {
    return this.#out.length < this.#limit && this.#limit <= SIZE;
  }

  #append(char: string): void {
    if (!this.#hasRoom) throw new TooLong();
    this.#out.push(char);
  }

  #character(char: string): void {
    if (this.#copying > 0) this.#append(char);
    if (char === "\\") this.#escape();
    else if (char === '"' && this.#comments <= 0) this.#quote();
    else if (this.#quoted) this.#place();
    else this.#plain(char);
  }

  /** A character that is neither quoted nor escaped. */
  #plain(char: string): void {
    if (char === "(") this.#openComment(char);
    if (this.#comments > 0) {
      if (char === ")") this.#closeComment();
      return;
    }
    if (char === ")" && this.#copying > 0 && this.#hasRoom && this.#out.length > this.#outStart) this.#out.pop();
    if (char === "[") this.#brackets++;
    else if (char === "]") this.#brackets--;
    const { colonOk, mustQuote } = this.#options;
    if (char === ":" && this.#angles <= 0 && this.#brackets <= 0 && !this.#sawColon && !colonOk) {
      this.#colon(char);
      return;
    }
    if (char === ";" && this.#copying <= 0 && !colonOk) this.#append(char);
    if (mustQuote.includes(char)) this.#quoteIt = true;
    if (char === "<") this.#angle();
    else if (char === ">") this.#endAngle(char);
    else this.#place();
  }

  #escape(): void {
    if (this.#comments <= 0 && !this.#quoted) this.#quoteIt = true;
    const next = this.#text.charAt(this.#at);
    if (next !== "") {
      this.#at++;
      if (this.#copying > 0) this.#append(next);
    }
    this.#place();
  }

  #quote(): void {
    this.#quoted = !this.#quoted;
    if (this.#copying > 0 && this.#hasRoom) {
      this.#limit += this.#openQuote ? -1 : 1;
      this.#openQuote = !this.#openQuote;
    }
  }

  #openComment(char: string): void {
    this.#comments++;
    if (!this.#hasRoom) return;
    this.#limit--;
    this.#openComments++;
    if (this.#copying++ <= 0) {
      if (this.#out.length !== this.#outStart) this.#append(" ");
      this.#append(char);
    }
  }

  #closeComment(): void {
    this.#comments--;
    this.#copying--;
    if (this.#hasRoom) {
      this.#openComments--;
      this.#limit++;
    }
  }

  /** A group, or DECnet's `host::user`. */
  #colon(char: string): void {
    const next = this.#text.charAt(this.#at);
    if (next === ":" || next === ".") {
      this.#quoteIt = true;
      if (this.#copying > 0) {
        this.#append(char);
        this.#append(next);
      }
      this.#at++;
      this.#place();
      return;
    }
    this.#sawColon = true;
    this.#phrase(":", this.#outStart + 1);
    while (isSpace(this.#text.charAt(this.#at))) this.#append(this.#text.charAt(this.#at++));
    this.#copying = 0;
    this.#placed = this.#quoteIt = false;
    this.#outStart = this.#out.length;
    this.#textStart = this.#at;
  }

  #angle(): void {
    if (this.#sawAngle) this.#quoteIt = true;
    this.#sawAngle = true;
    this.#angles = 1;
    if (this.#hasRoom) {
      if (!this.#closeAngle) this.#limit--;
      this.#closeAngle = true;
    }
    this.#phrase("<", 1);
    this.#copying = 0;
    this.#placed = this.#quoteIt = false;
  }

  /** What was taken for the address is the phrase before `end`: written again, in quotes where it has to be. */
  #phrase(end: string, emptyAt: number): void {
    this.#out.length = this.#outStart;
    if (this.#quoteIt) {
      this.#append('"');
      this.#at--;
      while (this.#at > this.#firstStart) if (!isSpace(this.#text.charAt(--this.#at))) break;
      this.#at++;
    }
    for (let i = this.#textStart; i < this.#at; i++) {
      const char = this.#text.charAt(i);
      if (this.#quoteIt && char === '"') this.#append("\\");
      this.#append(char);
    }
    if (!this.#quoteIt) return;
    if (this.#out.length === emptyAt) this.#out.pop();
    else this.#append('"');
    for (;;) {
      const char = this.#text.charAt(this.#at++);
      this.#append(char);
      if (char === end || char === "") return;
    }
  }

  #endAngle(char: string): void {
    if (this.#angles > 0) {
      this.#angles--;
      if (this.#hasRoom) {
        if (this.#closeAngle) this.#limit++;
        this.#closeAngle = false;
      }
    } else if (this.#hasRoom) {
      if (this.#copying > 0 && this.#out.length > this.#outStart) this.#out.pop();
      this.#quoteIt = true;
      return;
    }
    if (this.#copying++ <= 0) this.#append(char);
  }

  /** A character of the address: `$g` is written once for all of them. */
  #place(): void {
    if (this.#copying > 0 || this.#placed) return;
    if (this.#out.at(-1) === ")") this.#append(" ");
    this.#append(Code.macro);
    this.#append("g");
    this.#placed = true;
  }
}
