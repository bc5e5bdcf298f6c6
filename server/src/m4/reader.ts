// Reads tokens from the input stack: text goes to the output or into arguments, and calls are begun and completed.
import type { Source } from "../text.ts";
import { Argument, type Builtin, CallRecord } from "./calls.ts";
import { Collector } from "./collector.ts";
import { type Frame, matches, peek } from "./input.ts";
import { Machine } from "./machine.ts";
import { Passages } from "./passages.ts";
import type { Meaning } from "./symbols.ts";
import { CLOSE, COMMA, COMMENT, isSpace, isWordPart, OPEN, PLAIN, QUOTE, WORD } from "./syntax.ts";
import { eachRun, makerOf, type Runs, Weave } from "./weave.ts";

const OPEN_CODE = 40;
/** How often reading goes on after a string that never ends: each time costs a look at the rest of the input. */
const MAX_RESUMED = 10;
const LONG_DELIMITER = 32;

/** The evaluator as a whole. */
export class Reader extends Machine {
  #collector: Collector | undefined;
  #depth = 0;
  #resumed = 0;
  #begun = 0;

  /** Notes from here on how the letters of a source pass through. */
  follow(source: Source): void {
    this.passages = new Passages(this.places.add(source), source.text.length);
  }

  /** Reads one source to its end. */
  readSource(source: Source): void {
    this.pushSource(source, undefined);
    this.#expandInput();
  }

  /** Reads what `m4wrap` has put aside, until nothing is left. */
  readWrapped(): void {
    while (this.wrapped !== undefined) {
      this.frame = this.wrapped;
      this.wrapped = undefined;
      this.#expandInput();
    }
  }

  /** Ends as m4 does: what is left in the diversions goes out in order. */
  finish(): void {
    this.output.divert(0);
    this.output.undivertAll();
  }

  #expandInput(): void {
    for (;;) {
      const f = this.frame;
      if (f === undefined) {
        if (this.#collector === undefined) return;
        this.#endInArguments(this.#collector);
        return;
      }
      if (f.builtin !== undefined) {
        this.frame = f.below;
        this.#takeBuiltin(f.builtin);
      } else {
        this.#readFrame(f);
      }
    }
  }

  /** Reads one frame to its end or to the next call. */
  #readFrame(f: Frame): void {
    const { text, end } = f;
    const { kinds } = this.syntax;
    let c = this.#collector;
    let pos = f.pos;
    let start = pos;
    while (pos < end) {
      const code = text.charCodeAt(pos);
      let kind = code < 256 ? (kinds[code] ?? PLAIN) : PLAIN;
      if (kind === PLAIN && !c?.leading) {
        pos++;
        continue;
      }
      if (kind === COMMENT && !this.#matches(f, pos, this.syntax.openComment))
        kind = this.syntax.kindBesides(code, COMMENT);
      if (kind === QUOTE && !this.#matches(f, pos, this.syntax.openQuote)) kind = this.syntax.kindBesides(code, QUOTE);
      if (c?.leading) {
        if (kind === PLAIN && isSpace(code)) {
          start = ++pos;
          continue;
        }
        if (kind !== COMMA && kind !== CLOSE) {
          c.leading = false;
          c.startPlace = f.place(pos);
        }
      }
      switch (kind) {
        case WORD: {
          let stop = pos + 1;
          while (stop < end && isWordPart(text.charCodeAt(stop))) stop++;
          if (stop === end && f.below !== undefined && isWordPart(peek(f.below))) {
            this.#emit(f, start, pos);
            f.pos = pos;
            this.#readSplitWord(f);
            return;
          }
          if (!this.symbols.mayHave(text, pos, stop)) {
            pos = stop;
            break;
          }
          const name = text.slice(pos, stop);
          const meaning = this.symbols.get(name);
          if (meaning === undefined) {
            pos = stop;
            break;
          }
          f.pos = stop;
          const open = this.#atOpen(f);
          if (!open && meaning.builtin?.blind) {
            pos = stop;
            break;
          }
          this.#emit(f, start, pos);
          this.passages?.read(f.runs, pos, stop);
          this.#begin(name, meaning, f.place(pos), f.linePlace(stop - 1), f.call, open);
          return;
        }
        case QUOTE: {
          this.#emit(f, start, pos);
          const stop = this.syntax.shortQuotes && !f.hasNul ? this.syntax.closingQuote(text, pos + 1, end) : -1;
          if (stop < 0) {
            f.pos = pos;
            this.#readQuoted(f);
            return;
          }
          if (c !== undefined && stop === pos + 1 && c.weave.text === "") c.emptyPlace = f.place(stop);
          this.#emit(f, pos + 1, stop);
          pos = stop + 1;
          start = pos;
          break;
        }
        case COMMENT: {
          const { openComment, closeComment } = this.syntax;
          const close = f.hasNul ? -1 : text.indexOf(closeComment, pos + openComment.length);
          if (close < 0 || closeComment === "") {
            this.#emit(f, start, pos);
            f.pos = pos;
            this.#readComment(f);
            return;
          }
          const stop = close + closeComment.length;
          if (f.isFile) this.output.dead("comment", f.place(pos), f.place(pos) + stop - pos);
          pos = stop;
          break;
        }
        case OPEN:
          if (c !== undefined) c.parens++;
          pos++;
          break;
        case CLOSE:
        case COMMA:
          if (c === undefined || c.parens > 0) {
            if (c !== undefined && kind === CLOSE) c.parens--;
            pos++;
            break;
          }
          this.#emit(f, start, pos);
          this.#endArgument(c, f.place(pos));
          f.pos = pos + 1;
          if (kind === COMMA) {
            c.next(f.linePlace(pos));
            pos++;
            start = pos;
            break;
          }
          c.call.endPlace = f.place(pos) < 0 ? -1 : f.place(pos) + 1;
          this.#collector = c.outer;
          this.#depth--;
          this.expand(c.call, c.meaning);
          return;
        default:
          pos++;
      }
      c = this.#collector;
    }
    this.#emit(f, start, end);
    f.pos = end;
    this.frame = f.below;
  }

  /** A string that is not closed in its own frame, or whose quotes are longer than one character, or that contains NUL. */
  #readQuoted(first: Frame): void {
    const { openQuote, closeQuote } = this.syntax;
    const startPlace = first.place(first.pos);
    const linePlace = first.linePlace(first.pos);
    const entered: [Frame, number][] = [[first, first.pos]];
    const text = new Weave();
    let depth = 1;
    this.#advance(openQuote.length, entered);
    const contentPlace = this.frame === undefined ? -1 : this.frame.place(this.frame.pos);
    for (let f = this.frame; f !== undefined; f = this.frame) {
      let pos = f.pos;
      let delimiter = "";
      for (; pos < f.end && delimiter === ""; pos++) {
        const code = f.text.charCodeAt(pos);
        if (code === closeQuote.charCodeAt(0) && this.#matches(f, pos, closeQuote)) delimiter = closeQuote;
        else if (code === openQuote.charCodeAt(0) && this.#matches(f, pos, openQuote)) delimiter = openQuote;
        if (delimiter !== "") break;
      }
      text.addSlice(f.text, f.runs, f.pos, pos);
      if (delimiter === "") {
        f.pos = f.end;
        this.frame = f.below;
        if (f.below !== undefined) entered.push([f.below, f.below.pos]);
        continue;
      }
      const place = f.place(pos);
      f.pos = pos;
      if (delimiter === closeQuote && --depth === 0) {
        this.#advance(closeQuote.length);
        const c = this.#collector;
        if (c !== undefined && text.text === "" && c.weave.text === "") c.emptyPlace = contentPlace;
        this.#emitToken(text, first.call);
        return;
      }
      if (delimiter === openQuote) depth++;
      text.add(delimiter, place);
      this.#advance(delimiter.length, entered);
    }
    const maker = makerOf(startPlace);
    const span =
      maker === undefined
        ? this.places.span(startPlace, startPlace + openQuote.length)
        : (this.records[maker]?.span ?? this.places.span(0, 0));
    this.fail("unterminated-string", "ERROR: end of file in string", linePlace, { span }, first.call);
    this.#resumeAfterLine(entered);
    this.#abandonCalls(text, first.call);
  }

  /** A comment that is not closed in its own frame. */
  #readComment(first: Frame): void {
    const { openComment, closeComment } = this.syntax;
    const startPlace = first.place(first.pos);
    const linePlace = first.linePlace(first.pos);
    const text = new Weave();
    text.addSlice(first.text, first.runs, first.pos, Math.min(first.pos + openComment.length, first.end));
    if (text.text.length < openComment.length) text.add(openComment.slice(text.text.length), startPlace);
    this.#advance(openComment.length);
    const head = closeComment.charCodeAt(0);
    for (let f = this.frame; f !== undefined; f = this.frame) {
      let pos = f.pos;
      while (pos < f.end && !(f.text.charCodeAt(pos) === head && this.#matches(f, pos, closeComment))) pos++;
      text.addSlice(f.text, f.runs, f.pos, pos);
      if (pos < f.end) {
        text.add(closeComment, f.place(pos));
        f.pos = pos;
        this.#advance(closeComment.length);
        if (first.isFile && startPlace >= 0) this.output.dead("comment", startPlace, startPlace + text.text.length);
        this.#emitToken(text, first.call);
        return;
      }
      f.pos = f.end;
      this.frame = f.below;
    }
    this.fail(
      "unterminated-comment",
      "ERROR: end of file in comment",
      linePlace,
      { span: this.places.span(Math.max(startPlace, 0), startPlace + openComment.length) },
      first.call,
    );
  }

  /** A word that goes on in the frames below. */
  #readSplitWord(first: Frame): void {
    const place = first.place(first.pos);
    const word = new Weave();
    let last = first;
    let linePlace = place;
    for (let f: Frame | undefined = first; f !== undefined && f.builtin === undefined; f = f.below) {
      let stop = f.pos;
      while (stop < f.end && isWordPart(f.text.charCodeAt(stop))) stop++;
      if (stop > f.pos) {
        word.addSlice(f.text, f.runs, f.pos, stop);
        linePlace = f.linePlace(stop - 1);
        last = f;
      }
      f.pos = stop;
      if (stop < f.end) break;
    }
    this.frame = last;
    this.passages?.read(word.runs, 0, word.text.length);
    const meaning = this.symbols.get(word.text);
    const open = meaning !== undefined && this.#atOpen(last);
    if (meaning === undefined || (!open && meaning.builtin?.blind)) {
      this.#emitRuns(word.text, word.runs, 0, word.text.length, first.call);
      return;
    }
    this.#begin(word.text, meaning, place, linePlace, first.call, open);
  }

  /** Part of a frame's text on its way into an argument or out. */
  #emit(f: Frame, start: number, end: number): void {
    if (start >= end) return;
    this.passages?.pass(f, start, end, this.#collector !== undefined, this.syntax.openQuote);
    if (f.hasNul) {
      // m4 keeps a token as a C string: a NUL outside of quotes is a token that is empty.
      let from = start;
      for (let nul = f.text.indexOf("\0", from); nul >= 0 && nul < end; nul = f.text.indexOf("\0", from)) {
        this.#emitRuns(f.text, f.runs, from, nul, f.call);
        from = nul + 1;
      }
      this.#emitRuns(f.text, f.runs, from, end, f.call);
      return;
    }
    this.#emitRuns(f.text, f.runs, start, end, f.call);
  }

  #emitRuns(text: string, runs: Runs, start: number, end: number, call: CallRecord | undefined): void {
    if (start >= end) return;
    const c = this.#collector;
    if (c !== undefined) {
      c.weave.addSlice(text, runs, start, end);
      return;
    }
    if (typeof runs === "number") this.output.add(text.slice(start, end), runs < 0 ? runs : runs + start, call);
    else eachRun(runs, start, end, (from, to, place) => this.output.add(text.slice(from, to), place, call));
    if (this.output.written > this.budget.output) this.spend(0);
  }

  /** A whole token into the argument or out; as a C string it ends at its first NUL. */
  #emitToken(token: Weave, call: CallRecord | undefined): void {
    const nul = token.text.indexOf("\0");
    this.#emitRuns(token.text, token.runs, 0, nul < 0 ? token.text.length : nul, call);
  }

  /** True if an opening parenthesis follows, and neither a quote nor a comment that begins with one. */
  #atOpen(f: Frame): boolean {
    let next: Frame | undefined = f;
    while (next !== undefined && next.builtin === undefined && next.pos >= next.end) next = next.below;
    if (next === undefined || next.builtin !== undefined) return false;
    if (next.text.charCodeAt(next.pos) !== OPEN_CODE) return false;
    const kind = this.syntax.kinds[OPEN_CODE];
    if (kind === OPEN) return true;
    const { openComment, openQuote } = this.syntax;
    return (
      !(openComment !== "" && matches(next, next.pos, openComment)) &&
      !(openQuote !== "" && matches(next, next.pos, openQuote))
    );
  }

  #matches(f: Frame, offset: number, delimiter: string): boolean {
    // A delimiter as long as a file would make each comparison slow.
    if (delimiter.length > LONG_DELIMITER) this.work(delimiter.length);
    return matches(f, offset, delimiter);
  }

  /** Moves `count` characters on, across frames. Frames that are entered are noted with the offset to go on from. */
  #advance(count: number, entered?: [Frame, number][]): void {
    let rest = count;
    let f = this.frame;
    while (f !== undefined) {
      const here = f.end - f.pos;
      if (here >= rest && f.builtin === undefined) {
        f.pos += rest;
        break;
      }
      rest -= here;
      f.pos = f.end;
      f = f.below;
      if (f !== undefined) entered?.push([f, f.pos]);
    }
    this.frame = f;
  }

  #begin(
    name: string,
    meaning: Meaning,
    place: number,
    linePlace: number,
    parent: CallRecord | undefined,
    open: boolean,
  ): void {
    const call = new CallRecord(
      this.ledger,
      this.records.length,
      name,
      place,
      linePlace,
      parent,
      this.#collector?.call,
    );
    this.records.push(call);
    call.level = this.#depth + 1;
    call.id = ++this.#begun;
    if (this.debug.active) {
      if (this.passages !== undefined) this.passages.isWhole = false;
      this.debug.begin(call);
    }
    if (!open) {
      this.expand(call, meaning);
      return;
    }
    if (++this.#depth > this.budget.depth)
      this.exhausted("has more calls open within each other than the limit allows");
    call.hasArguments = true;
    const f = this.live();
    const parenLine = f?.linePlace(f.pos) ?? linePlace;
    this.#advance(1);
    this.#collector = new Collector(call, meaning, this.#collector, parenLine);
  }

  #endArgument(c: Collector, endPlace: number): void {
    const { weave } = c;
    const takesMacro = c.builtin !== undefined && c.meaning.builtin?.takesMacros;
    const start = c.leading ? endPlace : c.startPlace;
    let { text } = weave;
    let { runs } = weave;
    if (c.builtin !== undefined) {
      text = "";
      runs = -1;
    } else if (text === "") {
      runs = c.emptyPlace >= 0 ? c.emptyPlace : start === endPlace ? start : -1;
    }
    c.call.args.push(
      new Argument(this.ledger, text, runs, takesMacro ? c.builtin : undefined, start, endPlace, c.call),
    );
  }

  #takeBuiltin(builtin: Builtin): void {
    const c = this.#collector;
    if (c === undefined) return;
    c.leading = false;
    if (c.weave.text === "") c.builtin = builtin;
  }

  /** The end of input within argument lists: m4 gives up; the calls are noted, innermost first. */
  #endInArguments(innermost: Collector): void {
    const { call } = innermost;
    this.fail(
      "unterminated-arguments",
      "ERROR: end of file in argument list",
      innermost.linePlace,
      { span: call.nameSpan },
      call,
    );
    this.#endUnfinished(-1);
    this.frame = undefined;
  }

  /** The calls whose argument lists are open end here, innermost first: noted, but only natives get to see them. */
  #endUnfinished(endPlace: number): void {
    for (let c = this.#collector; c !== undefined; c = c.outer) {
      this.#endArgument(c, endPlace);
      c.call.unterminated = true;
      c.call.diversion = this.output.divnum;
      this.#collector = c.outer;
      this.#depth--;
      this.calls.push(c.call);
      const { frame } = this;
      if (c.meaning.builtin?.native) c.meaning.builtin.run(this, c.call);
      // What replaces a half-typed call is not read.
      this.frame = frame;
    }
  }

  /**
   * A string that never ends, in an argument list: most likely both are being typed. They end with their line, so that the
   * calls in the lines below are not read as arguments.
   */
  #abandonCalls(text: Weave, call: CallRecord | undefined): void {
    if (this.#collector === undefined) return;
    const [line = ""] = text.text.split("\n", 1);
    const dnl = line.indexOf("dnl");
    const written = (dnl < 0 ? line : line.slice(0, dnl)).trimEnd();
    this.#emitRuns(text.text, text.runs, 0, written.length - (written.endsWith(")") ? 1 : 0), call);
    this.#endUnfinished(this.frame?.place(this.frame.pos) ?? -1);
  }

  /** After a string that never ends: takes it to end with its line, and reads on after it. */
  #resumeAfterLine(entered: readonly [Frame, number][]): void {
    const at = entered.findIndex(([f, pos]) => f.text.indexOf("\n", pos) >= 0);
    const found = entered[at];
    if (found === undefined || ++this.#resumed > MAX_RESUMED) {
      this.frame = undefined;
      return;
    }
    for (const [f, pos] of entered.slice(at)) f.pos = pos;
    const [frame, pos] = found;
    frame.pos = frame.text.indexOf("\n", pos);
    this.frame = frame;
  }
}
