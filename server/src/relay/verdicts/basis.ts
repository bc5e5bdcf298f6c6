// What an answer to a transaction rests on, as one work notes it: rulesets that ran, and what was looked for in classes and tables.
import type { KeyedEntry, Watch } from "../../cf/rewrite/index.ts";
import { AskedKeys } from "./asked-keys.ts";

/** The texts that were looked for in one class. */
class Texts {
  readonly ids = new Map<string, number>();
  readonly #all: { readonly text: string; readonly id: number; readonly start: number }[] = [];
  /** All of them without their NULs, with a line feed before each. */
  #joined = "";

  add(text: string, id: number): void {
    this.ids.set(text, id);
    this.#joined += "\n";
    this.#all.push({ text, id, start: this.#joined.length });
    this.#joined += text.replaceAll("\0", "");
  }

  /** Numbers of the texts that have a word somewhere. */
  *with(word: string, space: string): Iterable<number> {
    if (space !== " ") {
      for (const { text, id } of this.#all) if (isIn(text, word, space)) yield id;
      return;
    }
    for (let at = this.#joined.indexOf(word); at >= 0; ) {
      const index = this.#indexAt(at);
      const found = this.#all[index];
      if (found !== undefined && isIn(found.text, word, space)) yield found.id;
      const next = this.#all[index + 1];
      at = next === undefined ? -1 : this.#joined.indexOf(word, next.start);
    }
  }

  /** Index of the last text that begins there or before. */
  #indexAt(place: number): number {
    let [low, high] = [0, this.#all.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#all[middle]?.start ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Numbers texts that were looked for in classes, and keys in tables, so that thousands of answers can name them. */
export class AskedTexts {
  /** Titles of all rulesets that had a say in something. */
  readonly titles = new Set<string>();
  /** Paths of all files all of whose lines had a say in something. */
  readonly files = new Set<string>();
  readonly keys = new AskedKeys();
  readonly #classes = new Map<string, Texts>();
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** @param text as a `Watch` is told it */
  id(className: string, text: string): number {
    const texts = this.#classes.get(className) ?? new Texts();
    const known = texts.ids.get(text);
    if (known !== undefined) return known;
    this.#classes.set(className, texts);
    const id = this.#count++;
    texts.add(text, id);
    return id;
  }

  /** @param path of the text that the table is made from; the others as a `Watch` is told them */
  keyId(path: string, key: string, exact: boolean, entry: KeyedEntry | undefined): number {
    return this.keys.id(path, key, exact, entry, () => this.#count++);
  }

  /**
   * Numbers of the texts that one of these words may be found in.
   *
   * @param space what BlankSub puts between two atoms
   * @param spelled the host's own words that have capital letters, in lower case
   */
  *with({ classes, words }: ChangedWords, space: string, spelled: ReadonlySet<string>): Iterable<number> {
    for (const name of new Set([...classes, ...HOSTS_OWN]))
      for (const word of words)
        if (classes.has(name) || spelled.has(word)) yield* this.#classes.get(name)?.with(word, space) ?? [];
  }
}

/** sendmail puts names of the host into these, which are told in the spelling that a line of any class has where it comes first. */
const HOSTS_OWN = ["w", "m", "k"];

/** Words that came or went, in lower case, and the classes in which it matters. */
export interface ChangedWords {
  readonly classes: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** True where a word is all of some tokens of a text that follow each other. */
function isIn(text: string, word: string, space: string): boolean {
  const pieces = text.split("\0");
  return pieces.some((_, first) => {
    let rest = word;
    for (let at = first; at < pieces.length && rest !== ""; at++) {
      const piece = pieces[at] ?? "";
      const isApart = piece.startsWith("\x01");
      const token = isApart ? (at === first ? "" : space) + piece.slice(1) : piece;
      if (!rest.startsWith(token)) return false;
      rest = rest.slice(token.length);
    }
    return rest === "";
  });
}

/** What one work rests on: what it asked itself, and what other works rest on whose values it took. */
export class Basis implements Watch {
  /** Classes all of whose words had a say. */
  readonly classes: ReadonlySet<string> | "all";
  /** Paths of files all of whose lines had a say. */
  readonly files: ReadonlySet<string>;
  readonly #texts: AskedTexts;
  /** The rulesets that had a say, by name or number. */
  readonly #titles: string[];
  readonly #asked: number[] = [];
  readonly #parts: Basis[] = [];
  /** The last change that was asked about, and what came of it. */
  #judged: Changed | undefined;
  #rests = false;

  constructor(texts: AskedTexts, { titles, classes, files }: Whole = NOTHING) {
    this.#texts = texts;
    this.#titles = [...titles];
    for (const title of titles) texts.titles.add(title);
    this.classes = classes === "all" ? "all" : classes.length === 0 ? NONE : new Set(classes);
    this.files = files.length === 0 ? NONE : new Set(files);
    for (const path of files) texts.files.add(path);
  }

  called(title: string): void {
    this.#titles.push(title);
    this.#texts.titles.add(title);
  }

  asked(className: string, text: string): void {
    this.#note(this.#texts.id(className, text));
  }

  looked(path: string, key: string, exact: boolean, entry: KeyedEntry | undefined): void {
    this.#note(this.#texts.keyId(path, key, exact, entry));
  }

  #note(id: number): void {
    if (this.#asked.at(-1) !== id) this.#asked.push(id);
  }

  part(): Basis {
    return new Basis(this.#texts);
  }

  takes(part: Watch): void {
    if (part instanceof Basis && part !== this) this.#parts.push(part);
  }

  /** Whether something that changed had a say. */
  restsOn(changed: Changed): boolean {
    if (this.#judged !== changed) {
      this.#judged = changed;
      this.#rests = this.#restsOn(changed);
    }
    return this.#rests;
  }

  #restsOn(changed: Changed): boolean {
    const { titles, classes, files, texts, table } = changed;
    if (table !== this.#texts) return true;
    if (titles.size > 0) for (const title of this.#titles) if (titles.has(title)) return true;
    if (this.files !== NONE) for (const path of files) if (this.files.has(path)) return true;
    if (this.classes !== NONE)
      for (const name of classes) if (this.classes === "all" || this.classes.has(name)) return true;
    if (texts.size > 0) for (const id of this.#asked) if (texts.has(id)) return true;
    for (const part of this.#parts) if (part.restsOn(changed)) return true;
    return false;
  }
}

/** What has a say as a whole. */
export interface Whole {
  readonly titles: Iterable<string>;
  readonly classes: readonly string[] | "all";
  /** Paths of the texts that tables are made from. */
  readonly files: readonly string[];
}

const NONE: ReadonlySet<string> = new Set();
const NOTHING: Whole = { titles: [], classes: [], files: [] };

/** What an edit of a .cf, or of files that it names, changed. */
export interface Changed {
  readonly titles: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** Paths of files with other lines, of those all of whose lines had a say. */
  readonly files: ReadonlySet<string>;
  /** Numbers of texts and keys, and the table that they are from. */
  readonly table: AskedTexts;
  readonly texts: ReadonlySet<number>;
}
