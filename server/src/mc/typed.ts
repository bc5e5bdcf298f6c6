// What m4 makes of a .mc after edits that it passes through: told from the run before, without running it again.
import type { Expansion, FollowedText, Passage } from "../m4/types.ts";
import { editOf, type Source } from "../text.ts";

/** One text in place of another between two offsets of the source. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that change nothing but their own text in the output. */
export interface Typed {
  /** All that differs from the source of the run, in order; they do not touch each other. */
  readonly stretches: readonly Stretch[];
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

/** Characters that m4 does something with in whatever text: quotes and comments as they are before a program changes them, lists, places of arguments. */
const MEANT = "`'#(),$";

/** A stretch of the output that was written in the source letter for letter. */
interface Copy {
  /** Offsets in the source. */
  readonly from: number;
  readonly to: number;
  /** Offset in the output. */
  readonly at: number;
}

/**
 * One run over a .mc that was read once. Two kinds of text can be edited without another run: what `dnl` deletes, and letters that nothing
 * rests on, wherever they are passed on to.
 */
export class TypedInto {
  readonly #source: Source;
  readonly #expansion: Expansion;
  readonly #isRead: boolean;
  /** Characters that mean something somewhere in the run. */
  readonly #meant: ReadonlySet<string>;
  /** In the order of the output. */
  readonly #copies: readonly Copy[];

  constructor(source: Source, expansion: Expansion) {
    this.#source = source;
    this.#expansion = expansion;
    const meant = new Set(MEANT);
    for (const { name, args } of expansion.calls)
      if (name === "changequote" || name === "changecom")
        for (const { text } of args) for (const letter of text) meant.add(letter);
    this.#meant = meant;
    this.#isRead = !source.text.includes("\0") && !expansion.errors.some(({ code }) => ENDS.has(code));
    this.#copies = expansion.pieces.flatMap(({ start, end, origin }) =>
      origin.source === source.name && origin.end - origin.start === end - start
        ? [{ from: origin.start, to: origin.end, at: start }]
        : [],
    );
  }

  /**
   * The run after one more edit; undefined where m4 has to be run again.
   *
   * @param before what was edited so far
   */
  after(text: string, before: readonly Stretch[] = []): Typed | undefined {
    if (!this.#isRead) return undefined;
    const now = withStretches(this.#source.text, before);
    if (now === text) return { stretches: before, output: this.#output(before) };
    const { same, tail, shift } = editOf(now, text);
    const edit = joined(before, {
      start: same,
      end: now.length - tail,
      text: text.slice(same, now.length - tail + shift),
    });
    const { start, end } = edit.stretch;
    const stretches = inPlace(this.#source.text, edit);
    if (!/[\n\0]/.test(edit.stretch.text + this.#source.text.slice(start, end)) && this.#isDeleted(start, end))
      return { stretches, output: this.#output(stretches) };
    const wide = this.#widened(edit);
    if (wide === undefined) return undefined;
    const all = inPlace(this.#source.text, wide);
    return this.#isPassedOn(wide.stretch, all) ? { stretches: all, output: this.#output(all) } : undefined;
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

  /** The same edit with a letter beside it where there would be none before or after: a text that is empty is not passed on. */
  #widened({ stretch, others }: Joined): Joined | undefined {
    const { start, end, text } = stretch;
    if (start < end && text !== "") return { stretch, others };
    const source = this.#source.text;
    const isFree = (at: number) =>
      this.#isPlain(source[at] ?? "\n") && !others.some((other) => other.start <= at && at <= other.end);
    if (isFree(start - 1)) return { stretch: { start: start - 1, end, text: source[start - 1] + text }, others };
    if (isFree(end)) return { stretch: { start, end: end + 1, text: text + source[end] }, others };
    return undefined;
  }

  #isPlain(text: string): boolean {
    return !/[\n\0]/.test(text) && ![...text].some((letter) => this.#meant.has(letter));
  }

  /** True where the letters are only passed on, before the edits and after all of them. */
  #isPassedOn({ start, end, text }: Stretch, all: readonly Stretch[]): boolean {
    const { passages } = this.#expansion;
    const was = this.#source.text.slice(start, end);
    if (passages === undefined || !this.#isPlain(was) || !this.#isPlain(text) || !passages.isUnread(start, end))
      return false;
    const around = passages.with(start, end);
    const hasSpace = /\s/.test(was + text);
    return (
      around.length > 0 &&
      around.every((one) => !(hasSpace && one.isTrimmed) && this.#isStillPassed(one, all)) &&
      passages.comparedWith(start, end).every((texts) => isStillSo(texts, all))
    );
  }

  /** True where a text has all of each edit or nothing of it, and no word of it is a call afterwards, nor part of another word. */
  #isStillPassed(passage: Passage, all: readonly Stretch[]): boolean {
    const { isAfterWord, isBeforeWord } = passage;
    const edited = afterEdits(passage, all);
    if (edited === undefined) return false;
    const { text: now, places } = edited;
    return places.every(([start, end]) => {
      let from = start;
      while (from > 0 && isWordPart(now, from - 1)) from--;
      let to = end;
      while (isWordPart(now, to)) to++;
      if (isAfterWord && from === 0 && isWordPart(now, 0)) return false;
      if (isBeforeWord && to === now.length && isWordPart(now, to - 1)) return false;
      return ![...now.slice(from, to).matchAll(/\w+/g)].some(([word]) => this.#mayCall(word.replace(/^\d+/, "")));
    });
  }

  #mayCall(word: string): boolean {
    return word !== "" && this.#expansion.mayCall(word, true);
  }

  /** The output with all edits. */
  #output(stretches: readonly Stretch[]): string {
    const { output } = this.#expansion;
    if (stretches.length === 0) return output;
    let text = "";
    let done = 0;
    for (const { from, to, at } of this.#copies)
      for (const { start, end, text: typed } of stretches) {
        if (start < from || to < end) continue;
        text += output.slice(done, at + start - from) + typed;
        done = at + end - from;
      }
    return text + output.slice(done);
  }
}

/** An edit together with those before it that it touches, and the others. */
interface Joined {
  readonly stretch: Stretch;
  readonly others: readonly Stretch[];
}

/** An edit of a text with stretches, by offsets in that text, as a stretch of the source. */
function joined(before: readonly Stretch[], edit: Stretch): Joined {
  const others: Stretch[] = [];
  let { start, end, text } = edit;
  let shift = 0;
  let shiftAfter = 0;
  for (const one of before) {
    const from = one.start + shift;
    const to = from + one.text.length;
    shift += one.text.length - (one.end - one.start);
    if (to < edit.start || edit.end < from) {
      others.push(one);
      if (to < edit.start) shiftAfter = shift;
      continue;
    }
    if (from < start) text = one.text.slice(0, start - from) + text;
    if (to > end) text += one.text.slice(end - from);
    [start, end] = [Math.min(start, from), Math.max(end, to)];
  }
  const inner = before.filter((one) => !others.includes(one));
  const grown = inner.reduce((sum, one) => sum + one.text.length - (one.end - one.start), 0);
  return { stretch: { start: start - shiftAfter, end: end - shiftAfter - grown, text }, others };
}

/** All stretches in order, without one that says what the source says. */
function inPlace(source: string, { stretch, others }: Joined): readonly Stretch[] {
  const { start, end, text } = stretch;
  if (source.slice(start, end) === text) return others;
  return [...others, stretch].sort((a, b) => a.start - b.start);
}

function withStretches(source: string, stretches: readonly Stretch[]): string {
  let text = "";
  let done = 0;
  for (const one of stretches) {
    text += source.slice(done, one.start) + one.text;
    done = one.end;
  }
  return text + source.slice(done);
}

function isWordPart(text: string, at: number): boolean {
  return /\w/.test(text[at] ?? "");
}

/** A text after edits, with the places of what was typed; undefined where it has only a part of one. */
function afterEdits({ text, own }: FollowedText, all: readonly Stretch[]) {
  let now = "";
  let done = 0;
  const places: (readonly [start: number, end: number])[] = [];
  for (let n = 0; n < own.length; n += 3) {
    const [offset = 0, from = 0, length = 0] = own.slice(n, n + 3);
    for (const { start, end, text: typed } of all) {
      if (end <= from || from + length <= start) continue;
      if (start < from || from + length < end) return undefined;
      now += text.slice(done, offset + start - from);
      places.push([now.length, now.length + typed.length]);
      now += typed;
      done = offset + end - from;
    }
  }
  return { text: now + text.slice(done), places };
}

/** True where two texts that were the same are so after edits, and two that were not are not. */
function isStillSo([one, other]: readonly [FollowedText, FollowedText], all: readonly Stretch[]): boolean {
  const [first, second] = [afterEdits(one, all), afterEdits(other, all)];
  return first !== undefined && second !== undefined && (first.text === second.text) === (one.text === other.text);
}
