// GNU regular expressions in Emacs syntax, as `regexp` and `patsubst` read them: from the text to a graph of steps.

/** What a bracket, a dot or a class letter stands for. Characters beyond one byte are all in or all out. */
export interface CharSet {
  /** 1 for each byte in the set. */
  readonly bytes: Uint8Array;
  readonly others: boolean;
}

export type Anchor =
  | "line-start"
  | "line-end"
  | "text-start"
  | "text-end"
  | "edge"
  | "no-edge"
  | "word-start"
  | "word-end";

/** One step of a match; `next` is the number of the step that follows. */
export type Step =
  | { readonly kind: "set"; readonly set: CharSet; next: number }
  | { readonly kind: "char"; readonly code: number; next: number }
  /** Two ways to go on, the first one preferred. */
  | { readonly kind: "split"; next: number; other: number }
  | { readonly kind: "open"; readonly group: number; next: number }
  /** `optional`: the group itself is repeated or left out at will. */
  | { readonly kind: "close"; readonly group: number; readonly optional: boolean; next: number }
  | { readonly kind: "anchor"; readonly anchor: Anchor; next: number }
  | { readonly kind: "same"; readonly group: number; next: number }
  | { readonly kind: "end" };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** Number of groups. */
  readonly groups: number;
  readonly hasReferences: boolean;
}

type Node =
  | { readonly kind: "empty" }
  | { readonly kind: "char"; readonly code: number }
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "same"; readonly group: number }
  | { readonly kind: "group"; readonly group: number; readonly body: Node }
  | { readonly kind: "cat"; readonly parts: readonly Node[] }
  | { readonly kind: "or"; readonly ways: readonly Node[] }
  | { readonly kind: "repeat"; readonly body: Node; readonly how: "*" | "+" | "?" };

/** Levels of groups, and of repetitions of one part, that are read; more is read as an attack. */
const MAX_NESTING = 250;
/** Groups that can be referred to: `\1` to `\9`. */
const MAX_REFERENCE = 9;

/** Why a text is not a regular expression, in the words of the C library. */
export class BadPattern extends Error {}

const LETTER_CLASSES: Readonly<Record<string, CharSet>> = {
  w: setOf(isWord),
  W: setOf((c) => !isWord(c), true),
  s: setOf(isBlank),
  S: setOf((c) => !isBlank(c), true),
};
const LETTER_ANCHORS: Readonly<Record<string, Anchor>> = {
  "`": "text-start",
  "'": "text-end",
  b: "edge",
  B: "no-edge",
  "<": "word-start",
  ">": "word-end",
};

export function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function setOf(has: (code: number) => boolean, others = false): CharSet {
  const bytes = new Uint8Array(256);
  for (let c = 0; c < 256; c++) if (has(c)) bytes[c] = 1;
  return { bytes, others };
}

/** Every character but the newline. */
const DOT = setOf((c) => c !== 10, true);

/** Counts the work of a pattern and throws where it is too much. */
export type Meter = (steps: number) => void;

/** What a step costs to keep, in units of the meter. */
const STEP_COST = 25;

/** Reads a pattern. Throws BadPattern with the C library's message. */
export function parsePattern(pattern: string, meter: Meter = () => undefined): Program {
  const parser = new Parser(pattern);
  const tree = parser.whole();
  const steps = new Steps(meter);
  const start = build(tree, steps, addStep(steps, { kind: "end" }));
  return { steps, start, groups: parser.groups, hasReferences: parser.hasReferences };
}

class Parser {
  readonly #text: string;
  groups = 0;
  hasReferences = false;
  #pos = 0;
  #depth = 0;
  /** Groups that may be referred to. */
  #closed: ReadonlySet<number> = new Set<number>();

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Node {
    const tree = this.#alternatives();
    if (this.#pos < this.#text.length) throw new BadPattern("Unmatched ) or \\)");
    return tree;
  }

  #at(word: string): boolean {
    return this.#text.startsWith(word, this.#pos);
  }

  #alternatives(): Node {
    if (++this.#depth > MAX_NESTING) throw new BadPattern("Regular expression too big");
    // A way cannot refer to a group of the ways before it.
    const before = this.#closed;
    const ways = [this.#branch()];
    while (this.#at("\\|")) {
      this.#pos += 2;
      const others = this.#closed;
      this.#closed = before;
      ways.push(this.#branch());
      this.#closed = new Set([...others, ...this.#closed]);
    }
    this.#depth--;
    const [only] = ways;
    return ways.length === 1 && only !== undefined ? only : { kind: "or", ways };
  }

  #branch(): Node {
    const parts: Node[] = [];
    while (this.#pos < this.#text.length && !this.#at("\\|") && !this.#at("\\)")) {
      // Only the first sign of a branch may be the anchor `^`; and after any anchor, `*` is a letter.
      let part = this.#one(parts.length === 0);
      if (part.kind !== "anchor") {
        let repeats = 0;
        for (
          let c = this.#text.charAt(this.#pos);
          c === "*" || c === "+" || c === "?";
          c = this.#text.charAt(this.#pos)
        ) {
          this.#pos++;
          if (++repeats > MAX_NESTING) throw new BadPattern("Regular expression too big");
          part = { kind: "repeat", body: part, how: c };
        }
      }
      parts.push(part);
    }
    const [only] = parts;
    if (only === undefined) return { kind: "empty" };
    return parts.length === 1 ? only : { kind: "cat", parts };
  }

  #one(first: boolean): Node {
    const c = this.#text.charAt(this.#pos++);
    switch (c) {
      case "\\":
        return this.#escape();
      case "[":
        return { kind: "set", set: this.#bracket() };
      case ".":
        return { kind: "set", set: DOT };
      case "^":
        if (first) return { kind: "anchor", anchor: "line-start" };
        break;
      case "$":
        if (this.#pos === this.#text.length || this.#at("\\|") || this.#at("\\)"))
          return { kind: "anchor", anchor: "line-end" };
    }
    return { kind: "char", code: c.charCodeAt(0) };
  }

  #escape(): Node {
    if (this.#pos >= this.#text.length) throw new BadPattern("Trailing backslash");
    const c = this.#text.charAt(this.#pos++);
    const letterClass = LETTER_CLASSES[c];
    if (letterClass !== undefined) return { kind: "set", set: letterClass };
    const anchor = LETTER_ANCHORS[c];
    if (anchor !== undefined) return { kind: "anchor", anchor };
    if (c >= "1" && c <= "9") {
      const group = Number(c);
      if (!this.#closed.has(group)) throw new BadPattern("Invalid back reference");
      this.hasReferences = true;
      return { kind: "same", group };
    }
    if (c !== "(") return { kind: "char", code: c.charCodeAt(0) };
    const group = ++this.groups;
    const body = this.#at("\\)") ? ({ kind: "empty" } as const) : this.#alternatives();
    if (!this.#at("\\)")) throw new BadPattern("Unmatched ( or \\(");
    this.#pos += 2;
    if (group <= MAX_REFERENCE) this.#closed = new Set([...this.#closed, group]);
    return { kind: "group", group, body };
  }

  /** A bracket expression; the backslash is an ordinary character in it, and so is `[:`. */
  #bracket(): CharSet {
    const bytes = new Uint8Array(256);
    const inverted = this.#at("^");
    if (inverted) this.#pos++;
    if (this.#pos >= this.#text.length) throw new BadPattern("Invalid regular expression");
    let others = false;
    let first = true;
    for (;;) {
      if (this.#pos >= this.#text.length) throw new BadPattern("Unmatched [, [^, [:, [., or [=");
      if (!first && this.#at("]")) break;
      if (this.#at("-") && !first && !this.#at("---") && this.#text.charAt(this.#pos + 1) !== "]") {
        if (this.#pos + 1 >= this.#text.length) throw new BadPattern("Unmatched [, [^, [:, [., or [=");
        throw new BadPattern("Invalid range end");
      }
      first = false;
      const low = this.#element();
      if (this.#pos >= this.#text.length) throw new BadPattern("Unmatched [, [^, [:, [., or [=");
      let high = low;
      if (this.#at("-") && !this.#at("---") && this.#text.charAt(this.#pos + 1) !== "]") {
        this.#pos++;
        if (this.#pos >= this.#text.length) throw new BadPattern("Unmatched [, [^, [:, [., or [=");
        high = this.#element();
      }
      for (let c = low; c <= Math.min(high, 255); c++) bytes[c] = 1;
      if (high > 255) others = true;
    }
    this.#pos++;
    if (!inverted) return { bytes, others };
    return { bytes: bytes.map((bit) => 1 - bit), others: !others };
  }

  /** One character of a bracket: itself, or `[.c.]`, `[=c=]`. */
  #element(): number {
    const mark = this.#text.charAt(this.#pos + 1);
    if (this.#at("[") && (mark === "." || mark === "=")) {
      const close = this.#text.indexOf(`${mark}]`, this.#pos + 2);
      if (close < 0) throw new BadPattern("Unmatched [, [^, [:, [., or [=");
      const name = this.#text.slice(this.#pos + 2, close);
      if (name.length !== 1) throw new BadPattern("Invalid collation character");
      this.#pos = close + 2;
      return name.charCodeAt(0);
    }
    if (this.#at("---")) this.#pos += 2;
    return this.#text.charCodeAt(this.#pos++);
  }
}

/** The steps of a program. Each counts: `+` doubles those of its part, so that a short pattern may have very many. */
class Steps extends Array<Step> {
  constructor(readonly meter: Meter) {
    super();
  }
}

function addStep(steps: Steps, step: Step): number {
  steps.meter(STEP_COST);
  steps.push(step);
  return steps.length - 1;
}

/** Adds the steps of a node; gives the number of its first one. `next` is the step after it. */
function build(node: Node, steps: Steps, next: number, optional = false): number {
  switch (node.kind) {
    case "empty":
      return next;
    case "char":
    case "set":
    case "anchor":
    case "same":
      return addStep(steps, { ...node, next });
    case "cat":
      return node.parts.reduceRight((after, part) => build(part, steps, after), next);
    case "or":
      return buildWays(node.ways, steps, next);
    case "group": {
      const close = addStep(steps, { kind: "close", group: node.group, optional, next });
      return addStep(steps, { kind: "open", group: node.group, next: build(node.body, steps, close) });
    }
    case "repeat": {
      // Only the group itself is optional, and in `+` only from the second round on.
      const group = node.body.kind === "group";
      if (node.how === "?")
        return addStep(steps, { kind: "split", next: build(node.body, steps, next, group), other: next });
      const split: Step = { kind: "split", next, other: next };
      const loop = addStep(steps, split);
      split.next = build(node.body, steps, loop, group);
      return node.how === "*" ? loop : build(node.body, steps, loop);
    }
  }
}

/** Alternatives, grouped from the left as the C library does it; one without letters is always tried last. */
function buildWays(ways: readonly Node[], steps: Steps, next: number): number {
  const [head, ...tail] = ways;
  if (head === undefined) return next;
  let first = build(head, steps, next);
  for (const way of tail) {
    const second = build(way, steps, next);
    const isEmpty = first === next;
    first = addStep(steps, { kind: "split", next: isEmpty ? second : first, other: isEmpty ? first : second });
  }
  return first;
}
