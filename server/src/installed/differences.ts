// What differs between a text and what was made of an older one: lines of a .cf, entries of a table.
import type { TableFile } from "../site/types.ts";

/** How one table differs from its database. */
export interface TableDifference {
  readonly uri: string;
  /** Lines as of a diff: `+ key value`, `- key value`. */
  readonly changes: readonly string[];
}

/**
 * Lines of two .cf texts that are not in both, in their order. Comments and empty lines do not count, nor does the version, of which
 * a build may make another.
 */
export function cfDifferences(
  installed: string,
  built: string,
): { readonly gone: readonly string[]; readonly fresh: readonly string[] } {
  const [old, now] = [installed, built].map(linesOf) as [readonly string[], readonly string[]];
  return { gone: without(old, now), fresh: without(now, old) };
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/[ \t\r]+$/, ""))
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The lines of one list that the other lacks, each as often as it does. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

/** Compares a table with the lines of its database. */
export function tableDifference({ uri, table }: TableFile, dumped: string): TableDifference {
  const old = new Map<string, string>();
  for (const line of dumped.split("\n")) {
    const [key = "", ...value] = line.split("\t");
    if (line !== "") old.set(key, value.join("\t"));
  }
  const fresh = new Map<string, string>();
  // makemap keeps the first of two.
  for (const { lookup, stored } of table.entries()) if (!fresh.has(lookup)) fresh.set(lookup, stored);
  const changes: string[] = [];
  for (const [key, value] of old) if (fresh.get(key) !== value) changes.push(`- ${key}\t${value}`);
  for (const [key, value] of fresh) if (old.get(key) !== value) changes.push(`+ ${key}\t${value}`);
  return { uri, changes };
}
