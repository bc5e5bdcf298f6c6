// What an answer to a transaction rests on, as one work notes it: rulesets that ran, and what was looked for in classes and tables.
import type { KeyedEntry, Watch } from "../../cf/rewrite/index.ts";
import { AskedKeys } from "./asked-keys.ts";
import { AskedWords } from "./asked-words.ts";

/** What rests on each of some things. */
class Resting<Key> {
  readonly #all = new Map<Key, Basis[]>();

  has(key: Key): boolean {
    return this.#all.has(key);
  }

  add(key: Key, basis: Basis): void {
    const known = this.#all.get(key);
    if (known === undefined) this.#all.set(key, [basis]);
    else if (known.at(-1) !== basis) known.push(basis);
  }

  get size(): number {
    return this.#all.size;
  }

  keys(): Iterable<Key> {
    return this.#all.keys();
  }

  of(key: Key): readonly Basis[] {
    return this.#all.get(key) ?? [];
  }

  /** Forgets what is stale, here and among what took the values of the rest. */
  sweep(seen: Set<Basis>): void {
    for (const [key, bases] of this.#all) {
      const kept = bases.filter(({ isStale }) => !isStale);
      if (kept.length === 0) this.#all.delete(key);
      else this.#all.set(key, kept);
      for (const basis of kept) basis.sweep(seen);
    }
  }
}

/** Stale bases that are kept until they are taken out of all lists together. */
const MOST_STALE = 10_000;

/** Numbers texts that were looked for in classes, and keys in tables, and knows what rests on each, so that an edit finds it at once. */
export class AskedTexts {
  /** What rests on whole rulesets (by title), and on all lines of files (by path). */
  readonly titles = new Resting<string>();
  readonly files = new Resting<string>();
  readonly keys = new AskedKeys();
  readonly words = new AskedWords();
  /** What rests on all words of single classes, and of all classes but some. */
  readonly #wholeClasses = new Resting<string>();
  readonly #allClassesBut = new Resting<ReadonlySet<string>>();
  /** What rests on texts and keys, by their numbers. */
  readonly #asked = new Resting<number>();
  #next = 0;
  #stale = 0;

  /** How many texts and keys something rests on, or did a little while ago. */
  get size(): number {
    return this.#asked.size;
  }

  /** @param text as a `Watch` is told it, and `first` */
  wordId(className: string, text: string, first: number): number {
    const take = (count: number): number => {
      this.#next += count;
      return this.#next - count;
    };
    return this.words.id(className, text, first, take);
  }

  /** @param path of the text that the table is made from; the others as a `Watch` is told them */
  keyId(path: string, key: string, exact: boolean, entry: KeyedEntry | undefined): number {
    return this.keys.id(path, key, exact, entry, () => this.#next++);
  }

  /** Notes what a work rests on as a whole. */
  note(basis: Basis, { titles, classes, files }: Whole): void {
    for (const title of titles) this.titles.add(title, basis);
    for (const path of files) this.files.add(path, basis);
    if ("allBut" in classes) this.#allClassesBut.add(classes.allBut, basis);
    else for (const name of classes) this.#wholeClasses.add(name, basis);
  }

  /** @param id of a text or key that a work looked for */
  noteAsked(id: number, basis: Basis): void {
    this.#asked.add(id, basis);
  }

  /** Makes all stale that rests on what changed, and nothing else. */
  expire({ titles, classes, files, texts }: Changed): void {
    const others = [...this.#allClassesBut.keys()].filter((but) => classes.some((name) => !but.has(name)));
    const resting = [
      titles.map((title) => this.titles.of(title)),
      files.map((path) => this.files.of(path)),
      classes.map((name) => this.#wholeClasses.of(name)),
      others.map((but) => this.#allClassesBut.of(but)),
      texts.map((id) => this.#asked.of(id)),
    ];
    for (const bases of resting.flat(2)) this.#stale += bases.expire();
    if (this.#stale > MOST_STALE) this.#sweep();
  }

  #sweep(): void {
    this.#stale = 0;
    const seen = new Set<Basis>();
    for (const resting of [this.titles, this.files, this.#wholeClasses, this.#allClassesBut, this.#asked])
      resting.sweep(seen);
    const isAsked = (id: number): boolean => this.#asked.has(id);
    this.words.keepOnly(isAsked);
    this.keys.keepOnly(isAsked);
  }
}

/** What one work rests on: what it asked itself, and what other works rest on whose values it took. */
export class Basis implements Watch {
  readonly #texts: AskedTexts;
  /** What took the value of this work. */
  #takers: Basis[] = [];
  #isStale = false;

  constructor(texts: AskedTexts, whole?: Whole) {
    this.#texts = texts;
    if (whole !== undefined) texts.note(this, whole);
  }

  /** True once something that it rests on has changed. */
  get isStale(): boolean {
    return this.#isStale;
  }

  called(title: string): void {
    this.#texts.titles.add(title, this);
  }

  asked(className: string, text: string, first: number): void {
    this.#texts.noteAsked(this.#texts.wordId(className, text, first), this);
  }

  looked(path: string, key: string, exact: boolean, entry: KeyedEntry | undefined): void {
    this.#texts.noteAsked(this.#texts.keyId(path, key, exact, entry), this);
  }

  part(): Basis {
    return new Basis(this.#texts);
  }

  takes(part: Watch): void {
    if (part instanceof Basis && part !== this && part.#takers.at(-1) !== this) part.#takers.push(this);
  }

  /** Makes this and all that took its value stale. Gives how many became so. */
  expire(): number {
    let count = 0;
    const left: Basis[] = [this];
    for (let basis = left.pop(); basis !== undefined; basis = left.pop()) {
      if (basis.#isStale) continue;
      basis.#isStale = true;
      count++;
      for (const taker of basis.#takers) left.push(taker);
      basis.#takers = [];
    }
    return count;
  }

  /** Forgets what is stale among what took its value, and theirs. */
  sweep(seen: Set<Basis>): void {
    const left: Basis[] = [this];
    for (let basis = left.pop(); basis !== undefined; basis = left.pop()) {
      if (seen.has(basis)) continue;
      seen.add(basis);
      basis.#takers = basis.#takers.filter(({ isStale }) => !isStale);
      for (const taker of basis.#takers) left.push(taker);
    }
  }
}

/** What has a say as a whole. */
export interface Whole {
  readonly titles: Iterable<string>;
  readonly classes: readonly string[] | { readonly allBut: ReadonlySet<string> };
  /** Paths of the texts that tables are made from. */
  readonly files: readonly string[];
}

/** What an edit of a .cf, or of files that it names, changed. */
export interface Changed {
  readonly titles: readonly string[];
  readonly classes: readonly string[];
  /** Paths of files with other lines. */
  readonly files: readonly string[];
  /** Numbers of texts and keys. */
  readonly texts: readonly number[];
}
