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
  /** What these lines ask for. */
  readonly links: Links;
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

/**
 * What lines ask for, in flat arrays: for each the hash of its key, and where the hashes end of the names that it asks for; they begin
 * where those of the line before it end.
 */
export interface Links {
  readonly keys: Int32Array;
  readonly ends: Int32Array;
  readonly names: Int32Array;
}

/** The lines that count: of a million the caller may want a few, or only how many they are. */
export class FoundReferences {
  readonly count: number;
  readonly #blocks: readonly (readonly [block: TableBlock, known: Known])[];

  constructor(blocks: readonly (readonly [block: TableBlock, known: Known])[]) {
    this.#blocks = blocks;
    this.count = blocks.reduce((sum, [, { found }]) => sum + found.length, 0);
  }

  /** The first of them, in the order of their lines; all where no number is given. */
  first(most = this.count): readonly Reference[] {
    const references: Reference[] = [];
    for (const [block, { found }] of this.#blocks) {
      if (references.length >= most) break;
      for (const offset of found.slice(0, most - references.length)) references.push({ block, offset });
    }
    return references;
  }

  /** Those of some numbers, which are counted from 0 and ascend. */
  only(numbers: readonly number[]): readonly Reference[] {
    const references: Reference[] = [];
    let before = 0;
    let next = 0;
    for (const [block, { found }] of this.#blocks) {
      for (; next < numbers.length; next++) {
        const offset = found[(numbers[next] ?? 0) - before];
        if (offset === undefined) break;
        references.push({ block, offset });
      }
      before += found.length;
    }
    return references;
  }

  /** What they ask for. */
  links(): Links {
    return joinedLinks(this.#blocks.map(([, { links }]) => links));
  }
}

/** The links of one list of lines after the other. */
export function joinedLinks(all: readonly Links[]): Links {
  const [lines, names] = [all.map(({ keys }) => keys.length), all.map((one) => one.names.length)].map((lengths) =>
    lengths.reduce((sum, length) => sum + length, 0),
  );
  const made = {
    keys: new Int32Array(lines ?? 0),
    ends: new Int32Array(lines ?? 0),
    names: new Int32Array(names ?? 0),
  };
  let line = 0;
  let name = 0;
  for (const one of all) {
    made.keys.set(one.keys, line);
    made.names.set(one.names, name);
    for (const end of one.ends) made.ends[line++] = name + end;
    name += one.names.length;
  }
  return made;
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
  find(lines: readonly TableBlock[], keys: readonly TableBlock[], options: ReferenceOptions): FoundReferences {
    const changed = changedKeys(this.#keys, keys);
    const found: (readonly [TableBlock, Known])[] = [];
    const all = new Map<object, Known>();
    for (const block of lines) {
      const before = this.#known.get(block.identity);
      const isValid =
        before?.context === options.context && changed?.every((hash) => !before.names.includes(hash)) === true;
      const known = isValid ? before : knownOf(block, options);
      all.set(block.identity, known);
      if (known.found.length > 0) found.push([block, known]);
    }
    this.#keys = keys;
    this.#known = all;
    return new FoundReferences(found);
  }
}

function knownOf(block: TableBlock, { namesIn, counts, context }: ReferenceOptions): Known {
  const names: number[] = [];
  const found: number[] = [];
  const keys: number[] = [];
  const asked: number[] = [];
  const ends: number[] = [];
  for (const entry of block.entries()) {
    const own = namesIn(entry);
    const hashes = own.map((name) => hashKey(name, 0, name.length));
    names.push(...hashes);
    if (!counts(entry, own)) continue;
    found.push(entry.keySpan.start - block.start);
    keys.push(hashKey(entry.lookup, 0, entry.lookup.length));
    asked.push(...hashes);
    ends.push(asked.length);
  }
  const links = { keys: Int32Array.from(keys), ends: Int32Array.from(ends), names: Int32Array.from(asked) };
  return { context, names: Int32Array.from(names), found, links };
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
