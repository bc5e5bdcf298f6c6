// What names mean: text macros, builtins and native macros, each with the definitions that `pushdef` has covered.
import type { Builtin } from "./calls.ts";
import type { Runs } from "./weave.ts";

/** A part of a macro's text: letters from its own text, or something that a call fills in. */
export type TemplatePart =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "argument"; readonly index: number }
  | { readonly kind: "count" }
  | { readonly kind: "all"; readonly quoted: boolean };

/** One meaning of a name; it never changes, so that a call keeps the one it began with. */
export interface Meaning {
  readonly builtin: Builtin | undefined;
  readonly text: string;
  readonly runs: Runs;
  /** The text cut at its `$`; undefined where it has none. Worked out at the first call. */
  template: readonly TemplatePart[] | undefined | "unread";
}

interface Layer {
  readonly meaning: Meaning;
  readonly below: Layer | undefined;
}

const SKETCHES = 8192;

/** A small number made from the first and last letters and the length of a word. */
function sketch(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  const middle = text.charCodeAt((start + end) >> 1);
  return (first * 5 + last * 131 + middle * 1031 + (end - start) * 29) & (SKETCHES - 1);
}

/** The symbol table. */
export class Symbols {
  readonly #layers = new Map<string, Layer>();
  /** 1 for the sketch of each name that was ever defined. */
  readonly #sketches = new Uint8Array(SKETCHES);

  /** False where the word between two offsets is certainly no macro: most words are none, and need not be cut out. */
  mayHave(text: string, start: number, end: number): boolean {
    return this.#sketches[sketch(text, start, end)] === 1;
  }

  get(name: string): Meaning | undefined {
    return this.#layers.get(name)?.meaning;
  }

  /** Replaces the top definition. */
  define(name: string, meaning: Meaning): void {
    this.#sketches[sketch(name, 0, name.length)] = 1;
    this.#layers.set(name, { meaning, below: this.#layers.get(name)?.below });
  }

  push(name: string, meaning: Meaning): void {
    this.#sketches[sketch(name, 0, name.length)] = 1;
    this.#layers.set(name, { meaning, below: this.#layers.get(name) });
  }

  pop(name: string): void {
    const below = this.#layers.get(name)?.below;
    if (below === undefined) this.#layers.delete(name);
    else this.#layers.set(name, below);
  }

  /** Removes all definitions of a name. */
  remove(name: string): void {
    this.#layers.delete(name);
  }

  /** All defined names in the order of their bytes. */
  names(): string[] {
    return [...this.#layers.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
}

export function textMeaning(text: string, runs: Runs): Meaning {
  return { builtin: undefined, text, runs, template: "unread" };
}

export function builtinMeaning(builtin: Builtin): Meaning {
  return { builtin, text: "", runs: -1, template: undefined };
}

/** Cuts a macro's text at `$`; undefined where there is nothing to fill in. */
export function readTemplate(text: string): readonly TemplatePart[] | undefined {
  let dollar = text.indexOf("$");
  if (dollar < 0) return undefined;
  const parts: TemplatePart[] = [];
  let done = 0;
  while (dollar >= 0) {
    let after = dollar + 1;
    let part: TemplatePart | undefined;
    const next = text.charCodeAt(after);
    if (next >= 48 && next <= 57) {
      let index = 0;
      // The number wraps around as a C int does.
      for (let c = next; c >= 48 && c <= 57; c = text.charCodeAt(++after)) index = (Math.imul(index, 10) + c - 48) | 0;
      part = { kind: "argument", index };
    } else if (next === 35) {
      part = { kind: "count" };
      after++;
    } else if (next === 42 || next === 64) {
      part = { kind: "all", quoted: next === 64 };
      after++;
    }
    if (part !== undefined) {
      if (done < dollar) parts.push({ kind: "text", start: done, end: dollar });
      parts.push(part);
      done = after;
    }
    dollar = text.indexOf("$", after);
  }
  if (parts.length === 0) return undefined;
  if (done < text.length) parts.push({ kind: "text", start: done, end: text.length });
  return parts;
}
