// Where the lines of a .cf name rulesets, macros, classes, maps, mailers and options, and where rules have operators.
import type { Comparable } from "../text/alike.ts";
import { keep } from "../text/keep.ts";
import type { Span } from "../text.ts";
import type { LineContent } from "./line-content.ts";
import type { CfConfig, CfLine } from "./types.ts";

export type CfThing = "ruleset" | "macro" | "class" | "map" | "mailer" | "option";

/** A name in a line, and what it names. */
export interface CfMention {
  readonly thing: CfThing;
  /** The same for every spelling that means the same: a ruleset's number, a map's or mailer's name in lower case, a macro's without braces. */
  readonly key: string;
  readonly role: "definition" | "use";
  /** The name, without braces and operator. */
  readonly span: Span;
  readonly line: CfLine;
}

/** An operator of a rule: `$*`, `$1`, `$>`. */
export interface CfOperator {
  /** Its two characters; `$1` to `$9` with the digit. */
  readonly written: string;
  readonly span: Span;
  readonly side: "left" | "right" | "value";
  readonly line: CfLine;
}

export interface CfMentions {
  /** In order of their places. */
  readonly mentions: readonly CfMention[];
  readonly operators: readonly CfOperator[];
  /** What follows the right side of a rule, and comments within lines. */
  readonly comments: readonly Span[];
  /** True where a ruleset is called whose name is worked out when the rule runs: any may be called. */
  readonly callsUnknown: boolean;
}

/**
 * Reads the names in all lines of a configuration.
 * @param text the text that `config` was read from
 */
export function mentionsOf(config: CfConfig, text: string): CfMentions {
  const facts = factsOf(config);
  const before = remembered.get(config.source);
  const known = before !== undefined && isSame(before.facts, facts) ? before.lines : undefined;
  const lines = new Map<LineContent, InLine>();
  const reader = new LineReader(config, text);
  const all = config.lines.map((line) => {
    const { content, span } = line;
    // The name of an option rests on how the line was read; of others the content may not be all that is written.
    const isPlain = line.command !== "O" && content.text.length === span.end - span.start;
    const found = (isPlain ? known?.get(content) : undefined) ?? reader.read(line);
    if (isPlain) lines.set(content, found);
    return found;
  });
  keep(remembered, config.source, { facts, lines }, MOST_REMEMBERED);
  return new Mentions(config.lines, all);
}

/** The lines of the last version of some configurations, by the names of their sources. */
const remembered = new Map<
  string,
  { readonly facts: readonly unknown[]; readonly lines: ReadonlyMap<LineContent, InLine> }
>();
const MOST_REMEMBERED = 4;

/** What one line has, with offsets from where it begins: the same wherever the line is. */
interface InLine {
  readonly mentions: readonly Placed<CfMention>[];
  readonly operators: readonly Placed<CfOperator>[];
  readonly comments: readonly Stretch[];
  readonly callsUnknown: boolean;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

type Placed<Thing> = Omit<Thing, "span" | "line"> & Stretch;

/** What decides how names are understood. */
function factsOf({ rulesetNumbers, maps, mailers }: CfConfig): readonly unknown[] {
  return [...rulesetNumbers].flat().concat(
    [...maps.keys()],
    "",
    [...mailers.values()].map(({ name }) => name),
  );
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((fact, at) => fact === other[at]);
}

/** What all lines have, put where they are when somebody asks. */
class Mentions implements CfMentions, Comparable {
  readonly #lines: readonly CfLine[];
  readonly #found: readonly InLine[];
  #mentions: readonly CfMention[] | undefined;
  #operators: readonly CfOperator[] | undefined;
  #comments: readonly Span[] | undefined;

  /** @param found what each of the lines has */
  constructor(lines: readonly CfLine[], found: readonly InLine[]) {
    this.#lines = lines;
    this.#found = found;
  }

  get mentions(): readonly CfMention[] {
    this.#mentions ??= this.#all(({ mentions }) => mentions, mentionIn);
    return this.#mentions;
  }

  get operators(): readonly CfOperator[] {
    this.#operators ??= this.#all(({ operators }) => operators, operatorIn);
    return this.#operators;
  }

  get comments(): readonly Span[] {
    this.#comments ??= this.#all(({ comments }) => comments, spanOf);
    return this.#comments;
  }

  get callsUnknown(): boolean {
    return this.#found.some(({ callsUnknown }) => callsUnknown);
  }

  /** Line by line, wherever an edit moved them. */
  isAlike(other: Mentions, isSamePart: (one: unknown, other: unknown) => boolean): boolean {
    return (
      this.#found.length === other.#found.length && this.#found.every((one, at) => isSamePart(one, other.#found[at]))
    );
  }

  #all<From, To>(partsOf: (found: InLine) => readonly From[], put: (part: From, line: CfLine) => To): readonly To[] {
    const all: To[] = [];
    this.#lines.forEach((line, at) => {
      const found = this.#found[at];
      for (const part of found === undefined ? [] : partsOf(found)) all.push(put(part, line));
    });
    return all;
  }
}

function mentionIn({ thing, key, role, ...stretch }: Placed<CfMention>, line: CfLine): CfMention {
  return { thing, key, role, span: spanOf(stretch, line), line };
}

function operatorIn({ written, side, ...stretch }: Placed<CfOperator>, line: CfLine): CfOperator {
  return { written, side, span: spanOf(stretch, line), line };
}

function spanOf({ start, end }: Stretch, { span }: CfLine): Span {
  return { source: span.source, start: span.start + start, end: span.start + end };
}

/** Words after `$#` that name no mailer: what rulesets answer. */
const NO_MAILER: ReadonlySet<string> = new Set(["error", "discard", "ok", "temp", "quarantine", "reject"]);

/** Reads one line after the other. */
class LineReader {
  /** What the line has that is read. */
  #mentions: Placed<CfMention>[] = [];
  #operators: Placed<CfOperator>[] = [];
  #comments: Stretch[] = [];
  #callsUnknown = false;
  readonly #config: CfConfig;
  readonly #text: string;
  readonly #optionNames: ReadonlyMap<number, string>;
  readonly #mailers: ReadonlySet<string>;

  constructor(config: CfConfig, text: string) {
    this.#config = config;
    this.#text = text;
    this.#optionNames = new Map(config.settings.map(({ place, name }) => [place.name.start, name]));
    this.#mailers = new Set(config.mailers.map(({ name }) => name.toLowerCase()));
  }

  read(line: CfLine): InLine {
    this.#mentions = [];
    this.#operators = [];
    this.#comments = [];
    this.#callsUnknown = false;
    this.#readLine(line);
    return {
      mentions: this.#mentions,
      operators: this.#operators,
      comments: this.#comments,
      callsUnknown: this.#callsUnknown,
    };
  }

  #readLine(line: CfLine): void {
    const { start, end } = line.span;
    if (line.command === "R") this.#rule(line);
    else if (line.command === "S") this.#ruleset(line);
    else if (line.command === "D") this.#values(line, this.#named(line, "macro"), end);
    else if (line.command === "C" || line.command === "F") this.#values(line, this.#named(line, "class"), end);
    else if (line.command === "M") this.#mailer(line);
    else if (line.command === "K") this.#map(line);
    else if (line.command === "O") this.#option(line);
    else if (line.command !== undefined) this.#values(line, start + 1, end);
  }

  #add(line: CfLine, thing: CfThing, role: CfMention["role"], name: string, start: number): void {
    const from = start - line.span.start;
    this.#mentions.push({ thing, key: this.#keyOf(thing, name), role, start: from, end: from + name.length });
  }

  #keyOf(thing: CfThing, name: string): string {
    if (thing === "ruleset") return String(this.#config.rulesetNumbers.get(name) ?? name);
    return thing === "map" || thing === "mailer" ? name.toLowerCase() : name;
  }

  /** The name after the letter of a line; gives the offset after it. */
  #named(line: CfLine, thing: "macro" | "class"): number {
    const start = line.span.start + 1;
    const { name, from, to } = nameAt(this.#text, start, line.span.end);
    if (name !== "") this.#add(line, thing, "definition", name, from);
    return to;
  }

  #ruleset(line: CfLine): void {
    const found = /^S[\t ]*(?<name>[A-Za-z]\w*|\d+)/.exec(this.#text.slice(line.span.start, line.span.end));
    const name = found?.groups?.name;
    if (found !== null && name !== undefined)
      this.#add(line, "ruleset", "definition", name, line.span.start + found[0].length - name.length);
  }

  #rule(line: CfLine): void {
    const { start, end } = line.span;
    const tab = this.#tab(start, end);
    if (tab === end) {
      this.#scan(line, start + 1, end, "value");
      return;
    }
    this.#scan(line, start + 1, tab, "left");
    const from = this.#afterTabs(tab, end);
    const second = this.#tab(from, end);
    this.#scan(line, from, second, "right");
    const rest = this.#afterTabs(second, end);
    if (rest < end) this.#comments.push({ start: rest - start, end: end - start });
  }

  #tab(from: number, end: number): number {
    const tab = this.#text.indexOf("\t", from);
    return tab === -1 || tab > end ? end : tab;
  }

  #afterTabs(from: number, end: number): number {
    let at = from;
    while (at < end && this.#text[at] === "\t") at++;
    return at;
  }

  #mailer(line: CfLine): void {
    const { start, end } = line.span;
    const text = this.#text.slice(start, end);
    const name = /^M[\t ]*(?<name>[^\s,]+)/.exec(text);
    if (name?.groups?.name !== undefined)
      this.#add(line, "mailer", "definition", name.groups.name, start + name[0].length - name.groups.name.length);
    for (const equate of text.matchAll(/,\s*[SR]\w*\s*=\s*(?<sets>[^,\n]*)/g)) {
      const sets = equate.groups?.sets ?? "";
      const from = start + equate.index + equate[0].length - sets.length;
      for (const word of sets.matchAll(/\w+/g)) this.#add(line, "ruleset", "use", word[0], from + word.index);
    }
    this.#values(line, start + (name?.[0].length ?? 1), end);
  }

  #map(line: CfLine): void {
    const { start, end } = line.span;
    const text = this.#text.slice(start, end);
    const found = /^K[\t ]*(?<name>\S+)[\t ]+(?<type>\w+)/.exec(text);
    const { name, type } = found?.groups ?? {};
    if (found === null || name === undefined) return;
    this.#add(line, "map", "definition", name, start + text.indexOf(name, 1));
    const from = found[0].length;
    if (type === "sequence" || type === "switch")
      for (const word of text.slice(from).matchAll(/(?<![\w-])\w+/g))
        if (this.#config.maps.has(word[0].toLowerCase()))
          this.#add(line, "map", "use", word[0], start + from + word.index);
    this.#values(line, start + from, end);
  }

  #option(line: CfLine): void {
    const { start, end } = line.span;
    const found = /^O(?:[\t ]+(?<long>[^\s=]+)|(?<short>\S))/.exec(this.#text.slice(start, end));
    const written = found?.groups?.long ?? found?.groups?.short;
    if (found === null || written === undefined) return;
    const from = start + found[0].length - written.length;
    const name = this.#optionNames.get(from) ?? this.#optionNames.get(start + 1) ?? written;
    const place = { start: from - start, end: from - start + written.length };
    this.#mentions.push({ thing: "option", key: name, role: "definition", ...place });
    this.#values(line, start + found[0].length, end);
  }

  #values(line: CfLine, from: number, to: number): void {
    this.#scan(line, from, to, "value");
  }

  /** Reads what begins with a dollar. */
  #scan(line: CfLine, from: number, to: number, side: CfOperator["side"]): void {
    const text = this.#text;
    const { start } = line.span;
    for (let at = from; at < to; at++) {
      const char = text[at];
      if (char === "#" && text[at - 1] !== "\\") {
        const feed = text.indexOf("\n", at);
        const end = feed === -1 || feed > to ? to : feed;
        this.#comments.push({ start: at - start, end: end - start });
        at = end;
        continue;
      }
      if (char !== "$") continue;
      const next = text[at + 1] ?? "";
      if (next === "$" || at + 1 >= to) {
        at++;
        continue;
      }
      const written = `$${next}`;
      const isOperator = OPERATOR.test(next);
      if (isOperator) this.#operators.push({ written, side, start: at - start, end: at - start + 2 });
      at = this.#after(line, next, at + 2, to, side) - 1;
    }
  }

  /** What an operator is about: the name after it. Gives the offset to go on from. */
  #after(line: CfLine, sign: string, at: number, to: number, side: CfOperator["side"]): number {
    const text = this.#text;
    if (sign === "=" || sign === "~") return this.#use(line, "class", at, to);
    if (sign === "&" || sign === "?") return this.#use(line, "macro", at, to);
    if (sign === ">") {
      const word = /^[+\t ]*(?<name>[A-Za-z]\w*|\d+)/.exec(text.slice(at, Math.min(to, at + 80)));
      if (word?.groups?.name === undefined) this.#callsUnknown = true;
      else this.#add(line, "ruleset", "use", word.groups.name, at + word[0].length - word.groups.name.length);
      return at + (word?.[0].length ?? 0);
    }
    if (sign === "(" || (sign === "#" && side === "right")) {
      const word = /^[\t ]*(?<name>[\w.*-]+)/.exec(text.slice(at, Math.min(to, at + 80)));
      const name = word?.groups?.name;
      if (word === null || name === undefined) return at;
      const start = at + word[0].length - name.length;
      if (sign === "(") this.#add(line, "map", "use", name, start);
      else if (!NO_MAILER.has(name.toLowerCase()) || this.#mailers.has(name.toLowerCase()))
        this.#add(line, "mailer", "use", name, start);
      return at + word[0].length;
    }
    if (OPERATOR.test(sign)) return at;
    return this.#use(line, "macro", at - 1, to);
  }

  /** The use of a macro or class whose name begins at an offset. */
  #use(line: CfLine, thing: "macro" | "class", at: number, to: number): number {
    const { name, from, to: end } = nameAt(this.#text, at, to);
    if (name !== "") this.#add(line, thing, "use", name, from);
    return Math.max(end, at);
  }
}

/** Characters after a dollar that do not name a macro. */
const OPERATOR = /[*+\-@:#>|.[\]()=~&?0-9]/;

/** The name of a macro or class at an offset: one character, or several in braces. */
function nameAt(
  text: string,
  at: number,
  end: number,
): { readonly name: string; readonly from: number; readonly to: number } {
  if (at >= end) return { name: "", from: at, to: at };
  if (text[at] !== "{") return { name: text.charAt(at), from: at, to: at + 1 };
  const name = /^\w*/.exec(text.slice(at + 1, Math.min(end, at + 40)))?.[0] ?? "";
  const closed = text[at + 1 + name.length] === "}";
  return { name, from: at + 1, to: at + 1 + name.length + (closed ? 1 : 0) };
}
