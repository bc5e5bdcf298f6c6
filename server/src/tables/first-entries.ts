// The entries of the first lines of a table: enough to propose names from, and no more work in a table of a million lines.
import type { Table, TableEntry } from "./types.ts";

/** Entries that are looked at. */
const MOST = 2_000;

/** The first entries of a table, in their order. */
export function* firstEntries(table: Table): Iterable<TableEntry> {
  let count = 0;
  for (const entry of table.entries()) {
    if (++count > MOST) return;
    yield entry;
  }
}
