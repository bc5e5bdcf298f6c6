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

/** Texts with what the tokens of each make together: all in one text, as thousands are searched much sooner so than one by one. */
class JoinedTexts {
  #texts = new Set<string>();
  #order: string[] = [];
  /** The first ones joined, each with a line feed after it, and where each of these ends. */
  #all = "";
  #ends: number[] = [];
  #space = " ";

  add(text: string): void {
    if (this.#texts.has(text)) return;
    this.#texts.add(text);
    this.#order.push(text);
  }

  keepOnly(texts: ReadonlySet<string>): void {
    this.#texts = new Set(texts);
    this.#order = [...texts];
    this.#all = "";
    this.#ends = [];
  }

  /** The texts whose tokens make a word together, or a longer text that has it. */
  *with(word: string, space: string): Iterable<string> {
    if (space !== this.#space) this.keepOnly(this.#texts);
    this.#space = space;
    for (const text of this.#order.slice(this.#ends.length)) {
      this.#all += `${joined(text, space)}\n`;
      this.#ends.push(this.#all.length);
    }
    // Each text once: the search goes on where the next one begins.
    for (let index = 0, from = 0; index < this.#order.length; index++, from = this.#ends[index - 1] ?? 0) {
      const at = this.#all.indexOf(word, from);
      if (at < 0) return;
      while ((this.#ends[index] ?? Infinity) <= at) index++;
      yield this.#order[index] ?? "";
    }
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
  return [...tokens.keys()].filter((first) => {
    let rest = word;
    for (let at = first; at < tokens.length && rest !== ""; at++) {
      const token = tokens[at] ?? "";
      const isApart = token.startsWith(APART);
      const part = isApart ? (at === first ? "" : space) + token.slice(1) : token;
      if (!rest.startsWith(part)) return false;
      rest = rest.slice(part.length);
    }
    return rest === "";
  });
}
