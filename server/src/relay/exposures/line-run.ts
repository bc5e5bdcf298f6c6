// Lines of tables that matter to the relay policy, of which there may be a million: known by their places, read one by one.
import type { Table, TableBlock, TableEntry } from "../../tables/types.ts";

/** Some lines of one block of a table. It keeps nothing of them but their position in their block. */
export class LineRun<Line> {
  /** The same object until an edit touches these lines, wherever others move them: the key under which work on them may be kept. */
  readonly identity: object;
  readonly source: string;
  /** Where the keys of the lines start, from the start of the block. */
  readonly offsets: Uint32Array;
  readonly #table: Table;
  readonly #start: number;
  readonly #read: (entry: TableEntry) => Line;

  constructor(table: Table, block: TableBlock, offsets: Uint32Array, read: (entry: TableEntry) => Line) {
    this.identity = block.identity;
    this.source = table.source;
    this.offsets = offsets;
    this.#table = table;
    this.#start = block.start;
    this.#read = read;
  }

  /** The line with this offset, where it is now. */
  at(offset: number): Line {
    const entry = this.#table.entryAtOffset(this.#start + offset);
    if (entry === undefined) throw new RangeError("no such line");
    return this.#read(entry);
  }
}

/** Where an entry's key starts in its block. */
export function offsetIn(block: TableBlock, { keySpan }: TableEntry): number {
  return keySpan.start - block.start;
}
