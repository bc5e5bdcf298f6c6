// The line that is being typed: its text, the cursor, and the lines before it.
import type { KeyName } from "./keys.ts";

/** Lines that are remembered. */
const MOST_LINES = 1_000;

/** The lines that were typed, oldest first. */
export class History {
  readonly #lines: string[] = [];

  get length(): number {
    return this.#lines.length;
  }

  at(index: number): string | undefined {
    return this.#lines[index];
  }

  /** Takes a line; an empty one, or the last one again, is not worth it. */
  add(line: string): void {
    if (line.trim() === "" || line === this.#lines.at(-1)) return;
    this.#lines.push(line);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }
}

export class LineEditor {
  readonly #history: History;
  #text = "";
  #cursor = 0;
  /** The place in the history; its length: the line that is new. */
  #place: number;
  /** The new line, while an older one is shown. */
  #draft = "";

  constructor(history: History) {
    this.#history = history;
    this.#place = history.length;
  }

  get text(): string {
    return this.#text;
  }

  /** The cursor, in code units from the beginning. */
  get cursor(): number {
    return this.#cursor;
  }

  insert(text: string): void {
    this.#set(this.#text.slice(0, this.#cursor) + text + this.#text.slice(this.#cursor), this.#cursor + text.length);
  }

  /** Puts a text in the place of what is between `start` and the cursor. */
  replaceBefore(start: number, text: string): void {
    this.#set(this.#text.slice(0, start) + text + this.#text.slice(this.#cursor), start + text.length);
  }

  /** Does what a key does to the line; false for one that does nothing to it. */
  press(key: KeyName): boolean {
    const action = this.#actions[key];
    if (action === undefined) return false;
    action();
    return true;
  }

  /** Gives the line and begins a new one. */
  take(): string {
    const line = this.#text;
    this.#history.add(line);
    this.clear();
    return line;
  }

  clear(): void {
    this.#set("", 0);
    this.#place = this.#history.length;
    this.#draft = "";
  }

  readonly #actions: Partial<Record<KeyName, () => void>> = {
    left: () => this.#go(this.#before()),
    right: () => this.#go(this.#after()),
    wordLeft: () => this.#go(this.#wordBefore()),
    wordRight: () => this.#go(this.#cursor + (/^\s*\S*/.exec(this.#text.slice(this.#cursor))?.[0].length ?? 0)),
    home: () => this.#go(0),
    end: () => this.#go(this.#text.length),
    backspace: () => this.#delete(this.#before(), this.#cursor),
    delete: () => this.#delete(this.#cursor, this.#after()),
    deleteBefore: () => this.#delete(0, this.#cursor),
    deleteAfter: () => this.#delete(this.#cursor, this.#text.length),
    deleteWord: () => this.#delete(this.#wordBefore(), this.#cursor),
    up: () => this.#recall(this.#place - 1),
    down: () => this.#recall(this.#place + 1),
  };

  #set(text: string, cursor: number): void {
    this.#text = text;
    this.#cursor = cursor;
  }

  #go(cursor: number): void {
    this.#cursor = cursor;
  }

  #delete(start: number, end: number): void {
    this.#set(this.#text.slice(0, start) + this.#text.slice(end), start);
  }

  /** The place before the character before the cursor. */
  #before(): number {
    const last = [...this.#text.slice(Math.max(0, this.#cursor - 2), this.#cursor)].at(-1) ?? "";
    return this.#cursor - last.length;
  }

  #after(): number {
    const [first = ""] = this.#text.slice(this.#cursor, this.#cursor + 2);
    return this.#cursor + first.length;
  }

  #wordBefore(): number {
    return this.#text.slice(0, this.#cursor).replace(/\S*\s*$/, "").length;
  }

  /** Shows an older line, or the new one again. */
  #recall(place: number): void {
    if (place < 0 || place > this.#history.length) return;
    if (this.#place === this.#history.length) this.#draft = this.#text;
    this.#place = place;
    const line = this.#history.at(place) ?? this.#draft;
    this.#set(line, line.length);
  }
}
