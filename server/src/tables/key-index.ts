// Finds keys among a million entries: a hash over the folded keys that follows the edits of its table.
import { PIECE_LINES, type Piece } from "../text.ts";
import { type Block, fold, hashKey } from "./block.ts";

/** The pieces of one version of a text, and what the table made of each. */
export interface Layout {
  readonly pieces: readonly Piece[];
  readonly blocks: readonly Block[];
}

/** One entry: its block's place in the layout, and its number within the block. */
export interface Place {
  readonly block: number;
  readonly entry: number;
}

/** Slots are given out in runs of this many, so that most blocks leave a run which the next block can take. */
const RUN = PIECE_LINES;

/** A block that is in the index: its first slot, its place in the present layout, and its text there. */
interface Held {
  readonly block: Block;
  readonly firstSlot: number;
  ordinal: number;
  piece: Piece | undefined;
}

/**
 * Every entry has a slot, a number that stays its own through edits elsewhere. A bucket chains the slots of different
 * keys; entries that share a key hang on the chained one, so that no file of repeated lines makes the chains long.
 */
export class KeyIndex {
  #layout: Layout = { pieces: [], blocks: [] };
  readonly #foldsKeys: boolean;
  readonly #held = new Map<Block, Held>();
  /** By run: who has its slots. */
  readonly #runs: (Held | undefined)[] = [];
  readonly #freeRuns: number[] = [];
  readonly #buckets: Int32Array;
  #next: Int32Array;
  /** By slot, so that a walk along a chain stays in one array. */
  #hashes: Int32Array;
  /** Rings of entries that share a key: the neighbours of each slot in its ring; empty until there is such a pair. */
  #ringNext = new Int32Array(0);
  #ringBefore = new Int32Array(0);
  /** 1 for the entries of a ring that are not in a chain. */
  #isFollower = new Uint8Array(0);

  /** `foldsKeys`: keys that differ in case only are one key. */
  constructor(layout: Layout, foldsKeys = true) {
    this.#foldsKeys = foldsKeys;
    let entries = 0;
    let runs = 0;
    for (const block of layout.blocks) {
      entries += block.hashes.length;
      runs += runsOf(block);
    }
    this.#buckets = new Int32Array(1 << Math.max(6, 33 - Math.clz32(entries))).fill(-1);
    this.#next = new Int32Array(runs * RUN);
    this.#hashes = new Int32Array(runs * RUN);
    this.update(layout, [], layout.blocks);
  }

  /** Follows the table to its next version: `removed` blocks leave, `added` ones come in, all others stay as they are. */
  update(layout: Layout, removed: readonly Block[], added: readonly Block[]): void {
    for (const block of removed) this.#removeBlock(block);
    for (const block of added) this.#makeRoom(block);
    const { pieces, blocks } = this.#layout;
    layout.blocks.forEach((block, ordinal) => {
      if (block === blocks[ordinal] && layout.pieces[ordinal] === pieces[ordinal]) return;
      const held = this.#held.get(block);
      if (held === undefined) return;
      held.ordinal = ordinal;
      held.piece = layout.pieces[ordinal];
    });
    this.#layout = layout;
    for (const block of added) {
      const held = this.#held.get(block);
      if (held !== undefined) for (let entry = 0; entry < block.hashes.length; entry++) this.#insert(held, entry);
    }
  }

  /** The first entry that has this key, or the last one. */
  find(key: string, which: "first" | "last" = "first"): Place | undefined {
    const hash = hashKey(key, 0, key.length);
    const slot = this.#search(hash, key, 0, key.length);
    if (slot === -1) return undefined;
    const sign = which === "first" ? 1 : -1;
    let found = this.#place(slot);
    for (let other = this.#after(slot); other !== slot; other = this.#after(other)) {
      const place = this.#place(other);
      if (byPosition(place, found) * sign < 0) found = place;
    }
    return found;
  }

  /** Entries whose key an earlier entry has, with that entry; in order. */
  duplicates(): readonly { readonly place: Place; readonly first: Place }[] {
    const found: { place: Place; first: Place }[] = [];
    // Each ring is met once: at the follower right after its chained entry.
    for (let slot = this.#isFollower.indexOf(1); slot !== -1; slot = this.#isFollower.indexOf(1, slot + 1)) {
      const leader = this.#ringBefore[slot] ?? slot;
      if (this.#isFollower[leader] === 1) continue;
      const places = [this.#place(leader)];
      for (let other = slot; other !== leader; other = this.#after(other)) places.push(this.#place(other));
      const [first, ...rest] = places.sort(byPosition);
      if (first !== undefined) for (const place of rest) found.push({ place, first });
    }
    return found.sort((a, b) => byPosition(a.place, b.place));
  }

  #makeRoom(block: Block): void {
    const runs = runsOf(block);
    if (runs === 0) return;
    const first = (runs === 1 ? this.#freeRuns.pop() : undefined) ?? this.#runs.length;
    const held: Held = { block, firstSlot: first * RUN, ordinal: -1, piece: undefined };
    this.#held.set(block, held);
    for (let run = first; run < first + runs; run++) this.#runs[run] = held;
    const slots = this.#runs.length * RUN;
    if (slots <= this.#next.length) return;
    const size = Math.max(slots, Math.ceil(this.#next.length * 1.25));
    const grown = (old: Int32Array) => {
      const bigger = new Int32Array(size);
      bigger.set(old);
      return bigger;
    };
    this.#next = grown(this.#next);
    this.#hashes = grown(this.#hashes);
  }

  #insert(held: Held, entry: number): void {
    const slot = held.firstSlot + entry;
    const hash = held.block.hashes[entry] ?? 0;
    this.#hashes[slot] = hash;
    const start = (held.piece?.start ?? 0) + (held.block.keyStarts[entry] ?? 0);
    const same = this.#search(hash, held.piece?.buffer ?? "", start, start + (held.block.keyLengths[entry] ?? 0));
    if (same === -1) {
      const bucket = this.#bucket(hash);
      this.#next[slot] = this.#buckets[bucket] ?? -1;
      this.#buckets[bucket] = slot;
      return;
    }
    this.#growRings();
    const after = this.#after(same);
    this.#ringNext[slot] = after;
    this.#ringBefore[slot] = same;
    this.#ringNext[same] = slot;
    this.#ringBefore[after] = slot;
    this.#isFollower[slot] = 1;
  }

  #removeBlock(block: Block): void {
    const held = this.#held.get(block);
    if (held === undefined) return;
    for (let entry = 0; entry < block.hashes.length; entry++) {
      this.#remove(held.firstSlot + entry, block.hashes[entry] ?? 0);
    }
    this.#held.delete(block);
    const first = held.firstSlot / RUN;
    for (let run = first; run < first + runsOf(block); run++) {
      this.#runs[run] = undefined;
      this.#freeRuns.push(run);
    }
  }

  #remove(slot: number, hash: number): void {
    const replacement = this.#leaveRing(slot);
    if (replacement === slot) return;
    const after = this.#next[slot] ?? -1;
    if (replacement !== -1) this.#next[replacement] = after;
    const successor = replacement === -1 ? after : replacement;
    const bucket = this.#bucket(hash);
    let before = this.#buckets[bucket] ?? -1;
    if (before === slot) {
      this.#buckets[bucket] = successor;
      return;
    }
    while (before !== -1 && this.#next[before] !== slot) before = this.#next[before] ?? -1;
    if (before !== -1) this.#next[before] = successor;
  }

  /** Who takes the place of `slot` in its chain: another entry of its key, -1 for nobody, or itself if it had no such place. */
  #leaveRing(slot: number): number {
    const after = this.#after(slot);
    if (after === slot) return -1;
    const before = this.#ringBefore[slot] ?? slot;
    this.#ringNext[before] = after;
    this.#ringBefore[after] = before;
    this.#ringNext[slot] = slot;
    this.#ringBefore[slot] = slot;
    const wasFollower = this.#isFollower[slot] === 1;
    this.#isFollower[wasFollower ? slot : after] = 0;
    return wasFollower ? slot : after;
  }

  /** The next entry in the ring of those that share a key; itself where it is alone. */
  #after(slot: number): number {
    return this.#ringNext[slot] ?? slot;
  }

  #growRings(): void {
    const size = this.#next.length;
    const old = this.#ringNext.length;
    if (old === size) return;
    const grown = (from: Int32Array<ArrayBuffer>) => {
      const ring = new Int32Array(size);
      ring.set(from);
      for (let slot = old; slot < size; slot++) ring[slot] = slot;
      return ring;
    };
    this.#ringNext = grown(this.#ringNext);
    this.#ringBefore = grown(this.#ringBefore);
    const followers = new Uint8Array(size);
    followers.set(this.#isFollower);
    this.#isFollower = followers;
  }

  /** The chained slot that has the stretch of `text` as its key, case of ASCII letters aside where keys fold; -1 for none. */
  #search(hash: number, text: string, start: number, end: number): number {
    for (let slot = this.#buckets[this.#bucket(hash)] ?? -1; slot !== -1; slot = this.#next[slot] ?? -1) {
      if (this.#hashes[slot] !== hash) continue;
      const held = this.#runs[Math.floor(slot / RUN)];
      if (held?.piece === undefined) continue;
      const entry = slot - held.firstSlot;
      if (held.block.keyLengths[entry] !== end - start) continue;
      const { buffer } = held.piece;
      const own = held.piece.start + (held.block.keyStarts[entry] ?? 0);
      if (this.#isSame(buffer, own, text, start, end - start)) return slot;
    }
    return -1;
  }

  #isSame(text: string, start: number, other: string, from: number, length: number): boolean {
    let at = 0;
    if (this.#foldsKeys)
      while (at < length && fold(text.charCodeAt(start + at)) === fold(other.charCodeAt(from + at))) at++;
    else while (at < length && text.charCodeAt(start + at) === other.charCodeAt(from + at)) at++;
    return at === length;
  }

  #bucket(hash: number): number {
    return hash & (this.#buckets.length - 1);
  }

  #place(slot: number): Place {
    const held = this.#runs[Math.floor(slot / RUN)];
    return held === undefined ? { block: -1, entry: -1 } : { block: held.ordinal, entry: slot - held.firstSlot };
  }
}

function runsOf(block: Block): number {
  return Math.ceil(block.hashes.length / RUN);
}

function byPosition(a: Place, b: Place): number {
  return a.block - b.block || a.entry - b.entry;
}
