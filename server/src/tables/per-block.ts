// Work on a table block by block, kept until the lines of a block change.
import type { TableBlock } from "./types.ts";

/** The same function, which answers a block that it knows from memory. What it gives must not tell where the block is. */
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

/** How many contexts are remembered for a block: the present one and the one before an undo. */
const CONTEXTS = 2;

/** As `perBlock`, for work that depends on a context as well, told from others by a text. The block's own life ends what is kept of it. */
export class BlockMemory<T> {
  readonly #known = new WeakMap<object, Map<string, T>>();

  /** What `work` gave for the block of this identity in this context. */
  get(identity: object, context: string, work: () => T): T {
    const known = this.#known.get(identity) ?? new Map<string, T>();
    const before = known.get(context);
    if (before !== undefined) return before;
    const value = work();
    if (known.size >= CONTEXTS)
      for (const oldest of [...known.keys()].slice(0, known.size - CONTEXTS + 1)) known.delete(oldest);
    known.set(context, value);
    this.#known.set(identity, known);
    return value;
  }
}
