// Texts in which rulesets looked for words of classes: after an edit of a class those are found in which a changed word would have counted.

/** Words that came or went, in lower case, and the classes in which it matters. */
export interface ChangedWords {
  readonly classes: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** sendmail puts names of the host into these, which are told in the spelling that a line of any class has where it comes first. */
const HOSTS_OWN = ["w", "m", "k"];

/** Numbers the tokens of texts by the class of which words were looked for that begin there, as a `Watch` is told it. */
export class AskedWords {
  /** By class and text: the number of its first token, which those of the others follow. */
  readonly #classes = new Map<string, Map<string, number>>();
  readonly #joined = new JoinedTexts();

  /**
   * @param first index of the token
   * @param take gives the first of so many numbers that nothing else has
   */
  id(className: string, text: string, first: number, take: (count: number) => number): number {
    const texts = this.#classes.get(className) ?? new Map<string, number>();
    const known = texts.get(text);
    if (known !== undefined) return known + first;
    const id = take(tokensOf(text).length);
    this.#classes.set(className, texts.set(text, id));
    this.#joined.add(text);
    return id + first;
  }

  /** Forgets all texts but those with a number of which it is said. */
  keepOnly(isKept: (id: number) => boolean): void {
    const kept = new Set<string>();
    for (const texts of this.#classes.values())
      for (const [text, id] of texts)
        if (tokensOf(text).some((_, at) => isKept(id + at))) kept.add(text);
        else texts.delete(text);
    this.#joined.keepOnly(kept);
  }

  /**
   * Numbers of the tokens with which one of these words begins, where those after it go on with it.
   *
   * @param space what BlankSub puts between two atoms
   * @param spelled the host's own words that have capital letters, in lower case
   */
  with({ classes, words }: ChangedWords, space: string, spelled: ReadonlySet<string>): ReadonlySet<number> {
    const found = new Set<number>();
    const names = new Set([...classes, ...HOSTS_OWN]);
    for (const word of words)
      for (const text of this.#joined.with(word, space))
        for (const first of placesOf(word, text, space))
          for (const name of names) {
            const id = classes.has(name) || spelled.has(word) ? this.#classes.get(name)?.get(text) : undefined;
            if (id !== undefined) found.add(id + first);
          }
    return found;
  }
}

/** Characters of texts that are searched together: a longer text would be long in the making each time that it grows. */
const BLOCK = 10_000;

/** Texts with what the tokens of each make together, many in one text: thousands are searched much sooner so than one by one. */
class JoinedTexts {
  #texts = new Set<string>();
  #blocks: Block[] = [];
  #space = " ";

  add(text: string): void {
    if (this.#texts.has(text)) return;
    this.#texts.add(text);
    const last = this.#blocks.at(-1);
    const block = last === undefined || last.length >= BLOCK ? new Block() : last;
    if (block !== last) this.#blocks.push(block);
    block.add(text, joined(text, this.#space));
  }

  keepOnly(texts: ReadonlySet<string>): void {
    this.#texts = new Set();
    this.#blocks = [];
    for (const text of texts) this.add(text);
  }

  /** The texts whose tokens make a word together, or a longer text that has it. */
  with(word: string, space: string): readonly string[] {
    const isOther = space !== this.#space;
    this.#space = space;
    if (isOther) this.keepOnly(this.#texts);
    return this.#blocks.flatMap((block) => block.with(word));
  }
}

/** Some texts, joined ones one after the other, each with a line feed after it. */
class Block {
  readonly #texts: string[] = [];
  readonly #ends: number[] = [];
  #all = "";

  get length(): number {
    return this.#all.length;
  }

  add(text: string, joined: string): void {
    this.#all += `${joined}\n`;
    this.#texts.push(text);
    this.#ends.push(this.#all.length);
  }

  with(word: string): readonly string[] {
    const found: string[] = [];
    // Each text once: the search goes on where the next one begins.
    for (let index = 0, from = 0; index < this.#texts.length; index++, from = this.#ends[index - 1] ?? 0) {
      const at = this.#all.indexOf(word, from);
      if (at < 0) break;
      while ((this.#ends[index] ?? Infinity) <= at) index++;
      found.push(this.#texts[index] ?? "");
    }
    return found;
  }
}

/** Before a token that a space is put before. */
const APART = "\x01";

function tokensOf(text: string): readonly string[] {
  return text.split("\0");
}

function joined(text: string, space: string): string {
  return text.replaceAll(`\0${APART}`, () => space).replaceAll("\0", "");
}

/** Indexes of the tokens with which a word begins that is all of some tokens. */
function placesOf(word: string, text: string, space: string): readonly number[] {
  const tokens = tokensOf(text);
  const places: number[] = [];
  for (let first = 0; first < tokens.length; first++) {
    let length = 0;
    for (let at = first; at < tokens.length && length < word.length; at++) {
      const token = tokens[at] ?? "";
      const isApart = token.startsWith(APART);
      const part = isApart ? (at === first ? "" : space) + token.slice(1) : token;
      if (!word.startsWith(part, length)) break;
      length += part.length;
    }
    if (length === word.length) places.push(first);
  }
  return places;
}
