// The words of a class: those that the configuration gives, then those of its files.

import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { Table, TableBlock, TableEntry } from "../../tables/types.ts";
import type { Comparable } from "../../text/alike.ts";
import { keep } from "../../text/keep.ts";
import { LineRun, offsetIn } from "../exposures/line-run.ts";
import type { ClassMember, WordClass } from "./policy.ts";

/** A class of these members and of the words in `files`; the first of two equal words is kept. */
export function wordClass(members: Iterable<ClassMember>, files: readonly TableFile[] = []): WordClass {
  const words = new Map<string, ClassMember>();
  for (const one of members) {
    const key = one.word.toLowerCase();
    if (!words.has(key)) words.set(key, one);
  }
  return new Words(
    words,
    files.map(({ table }) => table),
  );
}

class Words implements WordClass, Comparable {
  readonly #words: ReadonlyMap<string, ClassMember>;
  readonly #tables: readonly Table[];
  readonly size: number;

  constructor(words: ReadonlyMap<string, ClassMember>, tables: readonly Table[]) {
    this.#words = words;
    this.#tables = tables;
    this.size = words.size + tables.reduce((sum, { entryCount }) => sum + entryCount, 0);
  }

  isAlike(other: Words, isSame: (one: unknown, other: unknown) => boolean): boolean {
    return isSame(this.#tables, other.#tables) && isSame([...this.#words], [...other.#words]);
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get(word: string): ClassMember | undefined {
    const found = this.#words.get(word.toLowerCase());
    if (found) return found;
    for (const table of this.#tables) {
      const entry = table.lookup(word);
      if (entry) return member(entry);
    }
    return undefined;
  }

  words(): Iterable<ClassMember> {
    return this.#words.values();
  }

  runs(): readonly LineRun<ClassMember>[] {
    return this.#tables.flatMap((table) =>
      table.blocks().map((block) => new LineRun(table, block, offsetsOf(block), member)),
    );
  }

  *members(): Iterable<ClassMember> {
    yield* this.words();
    for (const table of this.#tables) for (const entry of table.entries()) yield member(entry);
  }
}

/** Class files of which the last version is remembered. */
const MOST_FILES = 32;
const last = new Map<string, { readonly table: Table; readonly same: Table }>();

/** A table of words, or its last version where that has the same ones at the same places, as before an edit of a comment at its end. */
export function wordsAsBefore(table: Table): Table {
  const before = last.get(table.source);
  if (before?.table === table) return before.same;
  const same = before !== undefined && haveSameWords(before.same, table) ? before.same : table;
  keep(last, table.source, { table, same }, MOST_FILES);
  return same;
}

function haveSameWords(one: Table, other: Table): boolean {
  if (one === other) return true;
  const [blocks, others] = [one.blocks(), other.blocks()];
  return (
    one.kind === other.kind &&
    one.options === other.options &&
    blocks.length === others.length &&
    blocks.every((block, at) => {
      const now = others[at];
      if (now === undefined || block.start !== now.start) return false;
      return block.identity === now.identity || textOf(block) === textOf(now);
    })
  );
}

/** The words of a block with their places. */
function textOf(block: TableBlock): string {
  return Array.from(block.entries(), (entry) => `${offsetIn(block, entry)} ${entry.key}`).join("\n");
}

const offsetsOf = perBlock((block) => Uint32Array.from(block.entries(), (entry) => offsetIn(block, entry)));

function member({ key, keySpan }: TableEntry): ClassMember {
  return { word: key, span: keySpan };
}
