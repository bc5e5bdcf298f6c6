// Releases of sendmail, and the order among versions.
import versions from "./data/versions.yaml";

/** The day of each release since 8.7 (`2025-12-27`), by its number, oldest first. */
export const RELEASES: Readonly<Record<string, string>> = JSON.parse(versions);

/** The newest version that the catalogue knows of; a site whose version is unknown is judged by it. */
export const NEWEST_VERSION: string = Object.keys(RELEASES).at(-1) ?? "8";

/** The first version whose library checks who may relay, and refuses strangers (RELEASE_NOTES 8.9.0). */
export const CHECKS_SINCE = "8.9";

/** The release that a version is of (`8.17.1` for a package's `8.17.1.9`, `8.9.0` for `8.9`); undefined where none is known. */
export function releaseOf(version: string): string | undefined {
  const numbers = version.split(".");
  const release = [...numbers, "0"].slice(0, 3).join(".");
  return [version, release].find((one) => Object.hasOwn(RELEASES, one));
}

/**
 * Negative, zero or positive as `a` is older than, the same as or newer than `b`. Missing parts count as 0, so `8.9` is `8.9.0`;
 * what follows the numbers (`Beta3`, `/Debian`) is not looked at.
 */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) => (version.match(/^[\d.]+/)?.[0] ?? "").split(".").map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * True where a version is in a range: comparisons separated by spaces, all of which must be met (`>=8.12 <8.18.1`); `*` for every
 * version. Throws for anything else, which is a mistake in our own data.
 */
export function isInRange(version: string, range: string): boolean {
  if (range === "*") return true;
  const question = `${version} ${range}`;
  const known = answered.get(question);
  if (known !== undefined) return known;
  const answer = compare(version, range);
  if (answered.size < MOST_ANSWERED) answered.set(question, answer);
  return answer;
}

/** Every rule asks with every keystroke: about few versions and few ranges. */
const answered = new Map<string, boolean>();
const MOST_ANSWERED = 1_000;

function compare(version: string, range: string): boolean {
  return range.split(" ").every((comparison) => {
    const [, operator, limit] = /^(>=|<)(8\.\d+(?:\.\d+)*)$/.exec(comparison) ?? [];
    if (limit === undefined) throw new Error(`"${range}" is not a range of versions`);
    const order = compareVersions(version, limit);
    return operator === "<" ? order < 0 : order >= 0;
  });
}
