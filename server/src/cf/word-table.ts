// The classes: which words are in which, and in which order sendmail prints them.
import type { Span } from "../text.ts";
import { wordsOf } from "./chars.ts";
import { membersOfFile } from "./class-files.ts";
import { Code, type Coded, quoteBytes, unquoteBytes } from "./codes.ts";
import { readName, type Say } from "./dollars.ts";
import type { Names } from "./names.ts";
import type { CfClass, CfClassFile, CfFile, CfFiles, CfMember, CfPlace, Unknown } from "./types.ts";

/** What the classes need to know of the reading that fills them. */
interface Reading {
  readonly names: Names;
  /** Whether a word contains what nobody knows here, such as the host's name. */
  hasUnknown(word: Coded): boolean;
}

interface Building {
  readonly name: string;
  readonly members: Map<string, CfMember>;
  readonly unknown: (Unknown & { readonly place: CfPlace })[];
  readonly places: CfPlace[];
  readonly files: CfClassFile[];
}

/** A text in lower case as sendmail folds it: ASCII letters only. */
export function foldCase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

const NOBODY: Say = () => undefined;

/** One thing that was done to the classes, done to others. False where sendmail says something else of a file. */
type Step = (table: WordTable, files: CfFiles) => boolean;

export class WordTable {
  readonly #reading: Reading;
  /** All that was done, in order. */
  readonly #steps: Step[] = [];
  readonly #classes = new Map<string, Building>();
  /** Each word by its lower case: the spelling in which it was first met. */
  readonly #spellings = new Map<string, string>();
  /** Words that sendmail itself added, each as it was given. */
  readonly own = new Set<string>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Notes that a line fills a class, though it may add nothing. */
  fill(id: string, place: CfPlace): void {
    this.#do((table) => table.#class(id).places.push(place));
  }

  /** Notes that an `F` line names a file. */
  fillFrom(id: string, file: CfClassFile): void {
    this.#do((table) => table.#class(id).files.push(file));
  }

  /** Adds the words of such a file, which `files` gives now and when it is read again. Gives what sendmail says where it stops at it. */
  addFile(id: string, named: CfClassFile, files: CfFiles): string | undefined {
    const refusal = this.#takeFile(id, named, files);
    this.#steps.push((table, now) => table.#takeFile(id, named, now) === refusal);
    return refusal;
  }

  #takeFile(id: string, named: CfClassFile, files: CfFiles): string | undefined {
    const { path, format, place } = named;
    const file = files.read(path);
    if (file.state === "there")
      for (const { word, start, end } of membersOfFile(file.source.text, format))
        this.#add(id, word, { source: file.source.name, start, end }, place);
    const unknown = unknownIn(file, named);
    if (unknown !== undefined) this.#class(id).unknown.push({ unknown: "file", subject: unknown, place });
    return refusalOf(file, named);
  }

  /**
   * Adds a word, or for `$=x` what class x has at this moment.
   * @param place the line that adds it; undefined for sendmail itself
   * @param say hears what is wrong with the name of another class
   */
  add(id: string, word: Coded, span: Span | undefined, place: CfPlace | undefined, say: Say = NOBODY): void {
    if (word.startsWith(Code.class)) readName(word, Code.class.length, this.#reading.names, say);
    this.#do((table) => table.#add(id, word, span, place));
  }

  #add(id: string, word: Coded, span: Span | undefined, place: CfPlace | undefined): void {
    if (word.startsWith(Code.class)) {
      this.#copy(word.slice(1), id, place);
      return;
    }
    if (place !== undefined && this.#reading.hasUnknown(word)) {
      this.#class(id).unknown.push({ unknown: "host", subject: word, place });
      return;
    }
    if (place === undefined) this.own.add(word);
    const folded = foldCase(word);
    const spelling = this.#spellings.get(folded);
    if (spelling === undefined) this.#spellings.set(folded, word);
    const { members } = this.#class(id);
    if (!members.has(folded)) members.set(folded, { word: spelling ?? word, span });
  }

  /** Adds each word of a text; `spanOf` says where a word is, by its index in the text. */
  addWords(
    id: string,
    text: Coded,
    spanOf: (start: number, end: number) => Span | undefined,
    place: CfPlace,
    say: Say,
  ): void {
    for (const { word, start } of wordsOf(text))
      this.add(id, quoteBytes(unquoteBytes(word)), spanOf(start, start + word.length), place, say);
  }

  addUnknown(id: string, unknown: Unknown, place: CfPlace): void {
    this.#do((table) => table.#class(id).unknown.push({ ...unknown, place }));
  }

  /** The classes with their files as they are now; undefined where sendmail stops at one of them, or did so and does it no more. */
  again(files: CfFiles): WordTable | undefined {
    const table = new WordTable(this.#reading);
    for (const step of this.#steps) {
      table.#steps.push(step);
      if (!step(table, files)) return undefined;
    }
    return table;
  }

  #do(work: (table: WordTable) => void): void {
    this.#steps.push((table) => {
      work(table);
      return true;
    });
    work(this);
  }

  #copy(from: string, to: string, place: CfPlace | undefined): void {
    const { id } = readName(from, 0, this.#reading.names, NOBODY);
    if (id === "") return;
    const source = this.#classes.get(this.#reading.names.name(id));
    if (source === undefined) return;
    const target = this.#class(to);
    if (source === target) return;
    for (const [folded, member] of source.members) if (!target.members.has(folded)) target.members.set(folded, member);
    if (place !== undefined) target.unknown.push(...source.unknown.map((unknown) => ({ ...unknown, place })));
  }

  #class(id: string): Building {
    const name = this.#reading.names.name(id);
    let found = this.#classes.get(name);
    if (found === undefined) {
      found = { name, members: new Map(), unknown: [], places: [], files: [] };
      this.#classes.set(name, found);
    }
    return found;
  }

  classes(): ReadonlyMap<string, CfClass> {
    return this.#classes;
  }

  /** Each word by its lower case with its place in the order in which sendmail met them. */
  order(): ReadonlyMap<string, number> {
    return new Map([...this.#spellings.keys()].map((folded, at) => [folded, at]));
  }
}

function refusalOf(file: CfFile, { optional }: CfClassFile): string | undefined {
  if (optional || file.state === "there" || file.state === "unknown") return undefined;
  return file.state === "missing" ? "No such file or directory" : file.why;
}

/** What of a file nobody knows here. */
function unknownIn({ state }: CfFile, { path, format }: CfClassFile): string | undefined {
  if (state === "unknown") return path;
  return state === "there" && leavesRest(format) ? `${path} ${format}` : undefined;
}

/** After what `%c` takes comes undefined memory, and a second text is written to it: the result is not known. */
function leavesRest(format: string): boolean {
  const giving = [...format.replaceAll("%%", "").matchAll(/%\d*[hlLq]*([a-zA-Z[])/g)];
  return giving.length > 1 || giving.some(([, letter]) => letter === "c");
}
