// Takes an address apart for a header: everything around it stays, and `$g` is where the address was.
import { Code, type Coded } from "../codes.ts";
import { LIMITS } from "./tokens.ts";

export interface CrackOptions {
  /** ColonOkInAddr: a colon ends no group. */
  readonly colonOk: boolean;
  /** MustQuoteChars, those that always are included. */
  readonly mustQuote: string;
}

/** `Real Name <real@example.com> (Comment)` becomes `Real Name <$g> (Comment)`. */
export function crack(address: string, options: CrackOptions): Coded {
  const nul = address.indexOf("\0");
  try {
    return new Reading(nul < 0 ? address : address.slice(0, nul), options).run() ?? GIVEN_UP;
  } catch (error) {
    if (error instanceof TooLong) return GIVEN_UP;
    throw error;
  }
}

/** Longer results are given up. */
const SIZE = LIMITS.name;
const GIVEN_UP = `<${Code.macro}g>`;

class TooLong extends Error {}

const isSpace = (char: string): boolean => char !== "" && " \t\n\v\f\r".includes(char);

/** What will be the header, as far as it is known. Room is kept for what has yet to be closed. */
class Draft {
  readonly #chars: string[] = [];
  #kept = 0;

  get length(): number {
    return this.#chars.length;
  }

  get last(): string | undefined {
    return this.#chars.at(-1);
  }

  get hasRoom(): boolean {
    return this.#kept >= 0 && this.#chars.length < SIZE - this.#kept;
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (!this.hasRoom) throw new TooLong();
      this.#chars.push(text.charAt(at));
    }
  }

  /** Keeps room for so many characters; fewer than none gives it back. */
  keep(count: number): void {
    this.#kept += count;
  }

  /** Takes back the last character, where there is one after `start`. */
  takeBack(start: number): void {
    if (this.#chars.length > start) this.#chars.pop();
  }

  cut(length: number): void {
    this.#chars.length = length;
  }

  /** The whole text with its closing signs, which need no room that was kept; undefined where it became too long. */
  closed(signs: string): Coded | undefined {
    for (const sign of signs) if (this.#chars.length < SIZE) this.#chars.push(sign);
    return this.#chars.length < SIZE ? this.#chars.join("") : undefined;
  }
}

/** A stretch that may be the address: all of the text, until a `<` or the colon of a group shows that it was a phrase. */
class Candidate {
  /** `$g` was written for it. */
  placed = false;
  /** As a phrase it would have to be quoted. */
  isOdd = false;

  constructor(
    readonly draftStart: number,
    readonly textStart: number,
  ) {}
}

/** How deep the reading is in signs that come in pairs. */
interface Depth {
  comments: number;
  angles: number;
  brackets: number;
  quoted: boolean;
}

class Reading {
  readonly #text: string;
  readonly #options: CrackOptions;
  readonly #draft = new Draft();
  readonly #depth: Depth = { comments: 0, angles: 0, brackets: 0, quoted: false };
  /** What the draft has opened and not yet closed. */
  readonly #owes = { quote: false, comments: 0, angle: false };
  readonly #first: number;
  #at: number;
  #candidate: Candidate;
  /** Above 0 what is read belongs to no address, and is copied. */
  #copying = 0;
  #seen = { angle: false, colon: false };

  constructor(text: string, options: CrackOptions) {
    this.#text = text;
    this.#options = options;
    this.#at = 0;
    this.#copySpaces();
    this.#first = this.#at;
    this.#candidate = new Candidate(this.#draft.length, this.#at);
  }

  run(): Coded | undefined {
    while (this.#at < this.#text.length) this.#read(this.#text.charAt(this.#at++));
    const { quote, comments, angle } = this.#owes;
    return this.#draft.closed(`${quote ? '"' : ""}${")".repeat(Math.max(0, comments))}${angle ? ">" : ""}`);
  }

  #copySpaces(): void {
    while (isSpace(this.#text.charAt(this.#at))) this.#draft.write(this.#text.charAt(this.#at++));
  }

  #read(char: string): void {
    const { comments, quoted } = this.#depth;
    if (this.#copying > 0) this.#draft.write(char);
    if (char === "\\") this.#escape();
    else if (char === '"' && comments <= 0) this.#quote();
    else if (quoted) this.#place();
    else this.#sign(char);
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at);
    if (this.#depth.comments <= 0 && !this.#depth.quoted) this.#candidate.isOdd = true;
    if (next !== "") {
      this.#at++;
      if (this.#copying > 0) this.#draft.write(next);
    }
    this.#place();
  }

  #quote(): void {
    this.#depth.quoted = !this.#depth.quoted;
    if (this.#copying <= 0 || !this.#draft.hasRoom) return;
    // sendmail gives room back for a quote that opens, so it gives most of these up.
    this.#draft.keep(this.#owes.quote ? 1 : -1);
    this.#owes.quote = !this.#owes.quote;
  }

  /** A character outside of quotes that no backslash precedes. */
  #sign(char: string): void {
    const { colonOk, mustQuote } = this.#options;
    const depth = this.#depth;
    if (char === "(") this.#openComment();
    if (depth.comments > 0) {
      if (char === ")") this.#closeComment();
      return;
    }
    if (char === ")" && this.#copying > 0 && this.#draft.hasRoom) this.#draft.takeBack(this.#candidate.draftStart);
    if (char === "[") depth.brackets++;
    else if (char === "]") depth.brackets--;
    const endsGroup = char === ":" && depth.angles <= 0 && depth.brackets <= 0 && !this.#seen.colon && !colonOk;
    if (endsGroup) {
      this.#colon();
      return;
    }
    if (char === ";" && this.#copying <= 0 && !colonOk) this.#draft.write(char);
    if (mustQuote.includes(char)) this.#candidate.isOdd = true;
    if (char === "<") this.#openAngle();
    else if (char === ">") this.#closeAngle();
    else this.#place();
  }

  #openComment(): void {
    const draft = this.#draft;
    this.#depth.comments++;
    if (!draft.hasRoom) return;
    draft.keep(1);
    this.#owes.comments++;
    if (this.#copying++ <= 0) draft.write(draft.length === this.#candidate.draftStart ? "(" : " (");
  }

  #closeComment(): void {
    this.#depth.comments--;
    this.#copying--;
    if (!this.#draft.hasRoom) return;
    this.#owes.comments--;
    this.#draft.keep(-1);
  }

  /** The end of a group's name, or DECnet's `host::user`. */
  #colon(): void {
    const next = this.#text.charAt(this.#at);
    if (next === ":" || next === ".") {
      this.#candidate.isOdd = true;
      if (this.#copying > 0) this.#draft.write(`:${next}`);
      this.#at++;
      this.#place();
      return;
    }
    this.#seen.colon = true;
    this.#wasPhrase(":", this.#candidate.draftStart + 1);
    this.#copySpaces();
    this.#candidate = new Candidate(this.#draft.length, this.#at);
    this.#copying = 0;
  }

  #openAngle(): void {
    if (this.#seen.angle) this.#candidate.isOdd = true;
    this.#seen.angle = true;
    this.#depth.angles = 1;
    if (this.#draft.hasRoom) {
      if (!this.#owes.angle) this.#draft.keep(1);
      this.#owes.angle = true;
    }
    this.#wasPhrase("<", 1);
    this.#copying = 0;
    // A second `<` shows that what follows the first one was part of the phrase, too.
    this.#candidate = new Candidate(this.#candidate.draftStart, this.#candidate.textStart);
  }

  #closeAngle(): void {
    const draft = this.#draft;
    if (this.#depth.angles > 0) {
      this.#depth.angles--;
      if (draft.hasRoom) {
        if (this.#owes.angle) draft.keep(-1);
        this.#owes.angle = false;
      }
    } else if (draft.hasRoom) {
      if (this.#copying > 0) draft.takeBack(this.#candidate.draftStart);
      this.#candidate.isOdd = true;
      return;
    }
    if (this.#copying++ <= 0) draft.write(">");
  }

  /**
   * The candidate was a phrase after all: it is written as it is, in quotes where it has to be, with the sign that ended it.
   * `empty`: how long the draft is where nothing is in the quotes, which are then left out.
   */
  #wasPhrase(sign: string, empty: number): void {
    const { draftStart, textStart, isOdd } = this.#candidate;
    this.#draft.cut(draftStart);
    if (!isOdd) {
      this.#draft.write(this.#text.slice(textStart, this.#at));
      return;
    }
    let end = this.#at - 1;
    while (end > this.#first && isSpace(this.#text.charAt(end - 1))) end--;
    this.#draft.write(`"${this.#text.slice(textStart, end).replaceAll('"', '\\"')}`);
    if (this.#draft.length === empty) this.#draft.takeBack(0);
    else this.#draft.write('"');
    const after = this.#text.indexOf(sign, end) + 1;
    this.#draft.write(this.#text.slice(end, after));
    this.#at = after;
  }

  /** A character of the address: `$g` is written once for all of them. */
  #place(): void {
    if (this.#copying > 0 || this.#candidate.placed) return;
    this.#draft.write(`${this.#draft.last === ")" ? " " : ""}${Code.macro}g`);
    this.#candidate.placed = true;
  }
}
