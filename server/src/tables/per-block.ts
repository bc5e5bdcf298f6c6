// Work on a table block by block, kept until the lines of a block change.
import type { TableBlock } from "./types.ts";

/** The same function, which answers a block that it knows from memory. What it gives must not tell where the block stands. */
export function perBlock<T extends object>(work: (block: TableBlock) => T): (block: TableBlock) => T {
  const known = new WeakMap<object, T>();
  return (block) => {
    let value = known.get(block.identity);
    if (value === undefined) {
      value = work(block);
      known.set(block.identity, value);
    }
    return value;
  };
}

/** As `perBlock`, for what holds places in the text: a block that an edit before it has moved is worked on anew. */
export function perPlacedBlock<T>(work: (block: TableBlock) => T): (block: TableBlock) => T {
  const known = new WeakMap<object, { readonly start: number; readonly value: T }>();
  return (block) => {
    const before = known.get(block.identity);
    if (before?.start === block.start) return before.value;
    const value = work(block);
    known.set(block.identity, { start: block.start, value });
    return value;
  };
}
