// How generated mistakes change one line: the parts that the kinds are made of.

export type Random = () => number;
/** One of a list; undefined for an empty one. */
export const pick = <T>(random: Random, list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

/** Changes a line in one way; undefined where the line has nothing to change. */
export type Mistake = (line: string, random: Random) => string | undefined;

/** What is in m4's quotes. */
export const inQuotes = /`([^`']+)'/g;

/** Replaces one of the matches of a pattern. */
export function one(
  line: string,
  pattern: RegExp,
  random: Random,
  change: (match: string) => string,
): string | undefined {
  const found = pick(random, [...line.matchAll(pattern)]);
  if (found === undefined) return undefined;
  const changed = change(found[0]);
  return changed === found[0]
    ? undefined
    : line.slice(0, found.index) + changed + line.slice(found.index + found[0].length);
}

/** A word with one letter out, doubled, or two exchanged. */
export function misspelt(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 2));
  const [a = "", b = ""] = [word.charAt(at), word.charAt(at + 1)];
  const how = Math.floor(random() * 3);
  if (how === 0) return word.slice(0, at) + word.slice(at + 1);
  if (how === 1) return word.slice(0, at) + a + word.slice(at);
  return word.slice(0, at) + b + a + word.slice(at + 2);
}

/** The text between two quotes. */
export const inner = (quoted: string): string => quoted.slice(1, -1);
