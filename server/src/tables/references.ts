// Lines that depend on which keys other lines have, such as those that name one: judged once, then only where something changes.
import { hashKey } from "./block.ts";
import type { TableBlock, TableEntry } from "./types.ts";

/** What the lines of a block name, and which of them count. */
interface Known {
  /** What was true of everything but the keys. */
  readonly context: string;
  /** Hashes of all names that the lines ask for, folded. */
  readonly names: Int32Array;
  /** Where the lines begin that count, from the start of the block. */
  readonly found: readonly number[];
}

/** What is asked of each line. */
export interface ReferenceOptions {
  /** The names that a line asks for; case does not matter. */
  readonly namesIn: (entry: TableEntry) => readonly string[];
  /** True for a line that is wanted. It may look at the keys of these names, and at what `context` tells, and at nothing else. */
  readonly counts: (entry: TableEntry, names: readonly string[]) => boolean;
  readonly context: string;
}

/** A line that counts. */
export interface Reference {
  readonly block: TableBlock;
  /** Where its key begins, from the start of the block. */
  readonly offset: number;
}

/** More keys than these that came or went are not looked for one by one: all lines are read again. */
const MOST_CHANGED = 64;

/** So many blocks that came or went have more keys than these, unless the same ones are in other blocks now. */
const MOST_BLOCKS = 64;

/**
 * Follows the versions of some files. What it finds depends on nothing but what it is asked with: versions may come in any order. An
 * edit costs the lines of its own block, and of those that name a key which came or went.
 */
export class References {
  #keys: readonly TableBlock[] = [];
  /** By the identity of blocks: those of the last version, and no others, since keys may have changed meanwhile. */
  #known: ReadonlyMap<object, Known> = new Map();

  /**
   * @param lines the blocks whose lines are asked
   * @param keys the blocks whose keys may be named
   */
  find(lines: readonly TableBlock[], keys: readonly TableBlock[], options: ReferenceOptions): readonly Reference[] {
    const changed = changedKeys(this.#keys, keys);
    const references: Reference[] = [];
    const all = new Map<object, Known>();
    for (const block of lines) {
      const before = this.#known.get(block.identity);
      const isValid =
        before?.context === options.context && changed?.every((hash) => !before.names.includes(hash)) === true;
      const known = isValid ? before : knownOf(block, options);
      all.set(block.identity, known);
      for (const offset of known.found) references.push({ block, offset });
    }
    this.#keys = keys;
    this.#known = all;
    return references;
  }
}

function knownOf(block: TableBlock, { namesIn, counts, context }: ReferenceOptions): Known {
  const names: number[] = [];
  const found: number[] = [];
  for (const entry of block.entries()) {
    const asked = namesIn(entry);
    for (const name of asked) names.push(hashKey(name, 0, name.length));
    if (counts(entry, asked)) found.push(entry.keySpan.start - block.start);
  }
  return { context, names: Int32Array.from(names), found };
}

/** Hashes of the keys that only one of two versions has; undefined where they are many. */
function changedKeys(before: readonly TableBlock[], after: readonly TableBlock[]): readonly number[] | undefined {
  const old = new Set(before.map(({ identity }) => identity));
  const added = after.filter(({ identity }) => !old.delete(identity));
  const removed = before.filter(({ identity }) => old.has(identity));
  if (added.length + removed.length > MOST_BLOCKS) return undefined;
  const gone = keysOf(removed);
  const changed: number[] = [];
  for (const key of keysOf(added)) if (!gone.delete(key)) changed.push(hashKey(key, 0, key.length));
  for (const key of gone) changed.push(hashKey(key, 0, key.length));
  return changed.length > MOST_CHANGED ? undefined : changed;
}

function keysOf(blocks: readonly TableBlock[]): Set<string> {
  const keys = new Set<string>();
  for (const block of blocks) for (const { lookup } of block.entries()) keys.add(lookup);
  return keys;
}
