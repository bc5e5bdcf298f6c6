// One entry of a table, seen through its flat arrays.
import type { Span } from "../text.ts";
import { type Action, NO_ACTION, parseAction } from "./action.ts";
import type { Block } from "./block.ts";
import { classifyKey, type KeyShape } from "./key.ts";
import { isSpace } from "./scan.ts";
import { tagLength } from "./tags.ts";
import type { TableEntry } from "./types.ts";

/** What a view needs to know of its table. */
export interface EntryHome {
  readonly source: string;
  readonly kind: "access" | "class";
  readonly text: string;
}

/** Nothing is cut from the text before it is asked for; what many readers ask for is kept. */
export class EntryView implements TableEntry {
  readonly line: number;
  readonly #home: EntryHome;
  readonly #lineStart: number;
  readonly #start: number;
  readonly #keyEnd: number;
  readonly #valueStart: number;
  readonly #storedEnd: number;
  /** -1: not yet looked for. */
  #keyStart = -1;
  #valueEnd = -1;
  #key: string | undefined;
  #value: string | undefined;
  #shape: KeyShape | undefined;
  #action: Action | undefined;

  constructor(home: EntryHome, block: Block, blockStart: number, firstLine: number, entry: number) {
    const line = block.entryLines[entry] ?? 0;
    this.#home = home;
    this.line = firstLine + line;
    this.#lineStart = blockStart + (block.lineStarts[line] ?? 0);
    this.#start = blockStart + (block.keyStarts[entry] ?? 0);
    this.#keyEnd = this.#start + (block.keyLengths[entry] ?? 0);
    this.#valueStart = this.#start + (block.valueStarts[entry] ?? 0);
    this.#storedEnd = this.#start + (block.valueEnds[entry] ?? 0);
  }

  get tag(): string {
    const keyStart = this.#untagged();
    return keyStart === this.#start ? "" : this.#home.text.slice(this.#start, keyStart - 1);
  }

  get key(): string {
    this.#key ??= this.#home.text.slice(this.#untagged(), this.#keyEnd);
    return this.#key;
  }

  get lookup(): string {
    return foldText(this.#home.text.slice(this.#start, this.#keyEnd));
  }

  get value(): string {
    this.#value ??= this.#home.text.slice(this.#valueStart, this.#trimmedEnd());
    return this.#value;
  }

  get stored(): string {
    return this.#home.text.slice(this.#valueStart, this.#storedEnd);
  }

  get tagSpan(): Span {
    return this.#span(this.#start, Math.max(this.#start, this.#untagged() - 1));
  }

  get keySpan(): Span {
    return this.#span(this.#untagged(), this.#keyEnd);
  }

  get valueSpan(): Span {
    return this.#span(this.#valueStart, this.#trimmedEnd());
  }

  get lineSpan(): Span {
    return lineSpanAt(this.#home, this.#lineStart);
  }

  get shape(): KeyShape {
    this.#shape ??= classifyKey(this.key);
    return this.#shape;
  }

  get action(): Action {
    this.#action ??= this.#home.kind === "class" ? NO_ACTION : parseAction(this.value, this.tag);
    return this.#action;
  }

  /** Where the key starts behind its tag. */
  #untagged(): number {
    if (this.#keyStart === -1) {
      const tag = this.#home.kind === "access" ? tagLength(this.#home.text, this.#start, this.#keyEnd) : 0;
      this.#keyStart = this.#start + (tag === 0 ? 0 : tag + 1);
    }
    return this.#keyStart;
  }

  #trimmedEnd(): number {
    if (this.#valueEnd === -1) {
      let end = this.#storedEnd;
      while (end > this.#valueStart && isSpace(this.#home.text.charCodeAt(end - 1))) end--;
      this.#valueEnd = end;
    }
    return this.#valueEnd;
  }

  #span(start: number, end: number): Span {
    return { source: this.#home.source, start, end };
  }
}

/** The line that starts at `start`, without `\r\n` or `\n`. */
export function lineSpanAt(home: EntryHome, start: number): Span {
  const newline = home.text.indexOf("\n", start);
  let end = newline === -1 ? home.text.length : newline;
  if (end > start && home.text.charCodeAt(end - 1) === 13) end--;
  return { source: home.source, start, end };
}

/** Lower case as makemap makes it: ASCII letters only. */
export function foldText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
