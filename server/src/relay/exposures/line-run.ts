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
  readonly #block: TableBlock;
  readonly #read: (entry: TableEntry) => Line;

  constructor(table: Table, block: TableBlock, offsets: Uint32Array, read: (entry: TableEntry) => Line) {
    this.identity = block.identity;
    this.source = table.source;
    this.offsets = offsets;
    this.#table = table;
    this.#block = block;
    this.#read = read;
  }

  /** All lines with their offsets. Where they are most of their block, they are not looked for one by one. */
  *lines(): Iterable<readonly [offset: number, line: Line]> {
    const { offsets } = this;
    if (offsets.length < this.#block.lineCount / 4) {
      for (const offset of offsets) yield [offset, this.at(offset)];
      return;
    }
    let at = 0;
    for (const entry of this.#block.entries()) {
      const offset = offsetIn(this.#block, entry);
      if (offset !== offsets[at]) continue;
      at++;
      yield [offset, this.#read(entry)];
    }
  }

  /** The line with this offset, where it is now. */
  at(offset: number): Line {
    const entry = this.#table.entryAtOffset(this.#block.start + offset);
    if (entry === undefined) throw new RangeError("no such line");
    return this.#read(entry);
  }
}

/** Where an entry's key starts in its block. */
export function offsetIn(block: TableBlock, { keySpan }: TableEntry): number {
  return keySpan.start - block.start;
}
