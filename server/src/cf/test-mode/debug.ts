// `-d21.12`: what is traced, and how much of it.

/** sendmail has so many categories. */
const CATEGORIES = 100;

/** The category of rewriting. */
export const REWRITE = 21;

/** From this level on sendmail prints each step of matching, which we do not. */
const STEPS_OF_MATCHING = 35;

/** Levels by category, as `-d` sets them. */
export class DebugFlags {
  readonly #levels = new Uint32Array(CATEGORIES);

  /**
   * Takes what follows `-d`: `21.12`, `21-23.4,45`. Named categories are left alone.
   *
   * @returns false where something is to be traced or shown that we do not print
   */
  set(text: string): boolean {
    let isPrinted = true;
    for (const part of (text === "" ? "0-99.1" : text).split(",")) {
      // sendmail then shows operators in reverse video.
      if (/^[ \t]*ansi/i.test(part)) isPrinted = false;
      const match = /^[ \t]*([0-9]+)(?:-([0-9]+))?(?:\.([0-9]*))?/.exec(part);
      if (!match) continue;
      const first = Math.min(Number(match[1]), CATEGORIES - 1);
      const last = Math.min(Number(match[2] ?? match[1]), CATEGORIES - 1);
      const level = match[3] === undefined ? 1 : Number(match[3]);
      for (let category = first; category <= last; category++) this.#levels[category] = level;
      if (level > 0 && (first !== REWRITE || last !== REWRITE || level >= STEPS_OF_MATCHING)) isPrinted = false;
    }
    return isPrinted;
  }

  /** Whether a category is traced at this level or above. */
  at(category: number, level: number): boolean {
    return (this.#levels[category] ?? 0) >= level;
  }
}
