// Words that test mode puts into classes with `.C`.
import type { CfConfig, CfMember } from "../types.ts";
import { fold } from "./tokens.ts";

const NONE: ReadonlyMap<string, CfMember> = new Map();

/** Class members beside those of the configuration. */
export class AddedWords {
  readonly #cf: CfConfig;
  readonly #classes = new Map<string, Map<string, CfMember>>();
  readonly #spellings = new Map<string, { readonly word: string; readonly order: number }>();
  #longest = 0;

  constructor(cf: CfConfig) {
    this.#cf = cf;
  }

  /** Length of the longest word that was added. */
  get longest(): number {
    return this.#longest;
  }

  /** Puts a word into a class. */
  add(className: string, word: string): void {
    const words = this.#classes.get(className) ?? new Map<string, CfMember>();
    this.#classes.set(className, words);
    const folded = fold(word);
    this.#longest = Math.max(this.#longest, folded.length);
    if (!this.#cf.words.has(folded) && !this.#spellings.has(folded))
      this.#spellings.set(folded, { word, order: this.#cf.words.size + this.#spellings.size });
    if (!words.has(folded)) words.set(folded, { word, span: undefined });
  }

  /** Words that were added to a class, by the word in lower case. */
  of(className: string): ReadonlyMap<string, CfMember> {
    return this.#classes.get(className) ?? NONE;
  }

  /** The spelling in which sendmail first had a word of any class, which is how it prints it. */
  spelling(word: string): string {
    return this.#spellings.get(fold(word))?.word ?? word;
  }

  /** When sendmail first had a word of any class, counted from 0. */
  order(word: string): number | undefined {
    const folded = fold(word);
    return this.#cf.words.get(folded) ?? this.#spellings.get(folded)?.order;
  }
}
