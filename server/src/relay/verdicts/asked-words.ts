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
  /** The texts of all classes, each with what its tokens make together. */
  readonly #joined = new Map<string, string>();
  #space = " ";

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
    if (!this.#joined.has(text)) this.#joined.set(text, joined(text, this.#space));
    return id + first;
  }

  /** Forgets all texts but those with a number of which it is said. */
  keepOnly(isKept: (id: number) => boolean): void {
    const kept = new Set<string>();
    for (const texts of this.#classes.values())
      for (const [text, id] of texts)
        if (tokensOf(text).some((_, at) => isKept(id + at))) kept.add(text);
        else texts.delete(text);
    for (const text of this.#joined.keys()) if (!kept.has(text)) this.#joined.delete(text);
  }

  /**
   * Numbers of the tokens with which one of these words begins, where those after it go on with it.
   *
   * @param space what BlankSub puts between two atoms
   * @param spelled the host's own words that have capital letters, in lower case
   */
  with({ classes, words }: ChangedWords, space: string, spelled: ReadonlySet<string>): ReadonlySet<number> {
    if (space !== this.#space) for (const text of this.#joined.keys()) this.#joined.set(text, joined(text, space));
    this.#space = space;
    const found = new Set<number>();
    const names = new Set([...classes, ...HOSTS_OWN]);
    // Thousands of texts: a loop over pairs would make an array for each.
    for (const word of words)
      this.#joined.forEach((all, text) => {
        if (!all.includes(word)) return;
        for (const first of placesOf(word, text, space))
          for (const name of names) {
            const id = classes.has(name) || spelled.has(word) ? this.#classes.get(name)?.get(text) : undefined;
            if (id !== undefined) found.add(id + first);
          }
      });
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
