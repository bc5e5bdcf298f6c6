// What m4 makes of a .mc after an edit that it passes through: told from the run before, without running it again.
import type { Expansion } from "../m4/types.ts";
import { type Edit, editOf, type Source, type Span } from "../text.ts";

/** An edit that changes nothing but its own text in the output. */
export interface Typed {
  /** Of the .mc. */
  readonly edit: Edit;
  /** The output afterwards. */
  readonly output: string;
}

/** Errors after which m4 reads no further. */
const ENDS: ReadonlySet<string> = new Set([
  "unterminated-string",
  "unterminated-arguments",
  "unterminated-comment",
  "budget",
]);

/** Delimiters as they are before a program changes them. */
const DELIMITERS = "`'#";

/**
 * One run over a .mc that was read once. Two kinds of text can be edited without another run: what `dnl` deletes, and words at top level
 * that call nothing and go to the output, or to none, as they are written.
 */
export class TypedInto {
  readonly #source: Source;
  readonly #expansion: Expansion;
  readonly #isRead: boolean;
  /** Characters that begin or end a quoted text or a comment somewhere in the run. */
  readonly #delimiters: ReadonlySet<string>;
  readonly #calls: readonly Span[];

  constructor(source: Source, expansion: Expansion) {
    this.#source = source;
    this.#expansion = expansion;
    const delimiters = new Set(DELIMITERS);
    const calls: Span[] = [];
    let isRead = !source.text.includes("\0") && !expansion.errors.some(({ code }) => ENDS.has(code));
    for (const { name, args, parent, within, nameSpan, span, hasArguments } of expansion.calls) {
      if (name === "changequote" || name === "changecom")
        for (const { text } of args) for (const letter of text) delimiters.add(letter);
      if (parent !== undefined || within !== undefined || nameSpan.source !== source.name) continue;
      calls.push(span);
      // A list that ends in another text has all that follows in it.
      if (hasArguments && span.end === nameSpan.end) isRead = false;
    }
    this.#isRead = isRead;
    this.#delimiters = delimiters;
    this.#calls = calls;
  }

  /** The run after an edit; undefined where m4 has to be run again. */
  after(text: string): Typed | undefined {
    const edit = editOf(this.#source.text, text);
    const { same, tail, shift } = edit;
    const before = this.#source.text;
    if (before === text) return { edit, output: this.#expansion.output };
    const end = before.length - tail;
    const [was, is] = [before.slice(same, end), text.slice(same, end + shift)];
    if (!this.#isRead || /[\n\0]/.test(was + is)) return undefined;
    if (this.#isDeleted(same, end)) return { edit, output: this.#expansion.output };
    return this.#inWords(text, edit);
  }

  /** True within what one `dnl` deletes: after the word and the character that ends it, and before the end of the line. */
  #isDeleted(start: number, end: number): boolean {
    const { name, text } = this.#source;
    const around = this.#expansion.dead.filter(
      ({ why, span }) => why === "dnl" && span.source === name && span.start < start && end <= span.end,
    );
    const [only] = around;
    if (only === undefined || around.length > 1) return false;
    if (only.span.end < text.length && text[only.span.end] !== "\n") return false;
    let afterWord = only.span.start;
    while (isWordPart(text, afterWord)) afterWord++;
    return start > afterWord;
  }

  /** The edit in words at top level, where neither version has a delimiter, and the new one no word that may be a call. */
  #inWords(text: string, edit: Edit): Typed | undefined {
    const before = this.#source.text;
    let { same: start, tail } = edit;
    while (start > 0 && isWordPart(before, start - 1)) start--;
    while (tail > 0 && isWordPart(before, before.length - tail)) tail--;
    const end = before.length - tail;
    const [was, is] = [before.slice(start, end), text.slice(start, text.length - tail)];
    if ([...was, ...is].some((letter) => this.#delimiters.has(letter))) return undefined;
    for (const { 0: word, index } of is.matchAll(/[A-Za-z_]\w*/g))
      if (this.#expansion.mayCall(word, text[start + index + word.length] === "(")) return undefined;
    if (this.#calls.some((call) => start <= call.end && call.start <= end)) return undefined;
    return this.#passedOn(start, end, is, edit);
  }

  /** A stretch in the output; undefined where it is not there exactly once, with something of the same text around it. */
  #passedOn(start: number, end: number, is: string, edit: Edit): Typed | undefined {
    const { output, pieces, dead } = this.#expansion;
    const { name, text } = this.#source;
    // After the last line end, a line of the library's own would become one of the .mc.
    const isOpenEnd = end === text.length && text[start - 1] !== "\n";
    const isAround = ({ source, start: from, end: to }: Span): boolean =>
      source === name && from < start && (end < to || (end === to && isOpenEnd));
    const around = pieces.filter(({ origin }) => isAround(origin));
    const [piece] = around;
    if (piece === undefined) {
      const isNowhere = dead.some(({ why, span }) => why === "diverted" && isAround(span));
      return isNowhere ? { edit, output } : undefined;
    }
    const { origin } = piece;
    if (around.length > 1 || piece.call !== undefined || piece.end - piece.start !== origin.end - origin.start)
      return undefined;
    const at = piece.start + start - origin.start;
    return { edit, output: output.slice(0, at) + is + output.slice(at + end - start) };
  }
}

function isWordPart(text: string, at: number): boolean {
  return /\w/.test(text[at] ?? "");
}
