// Keys that rulesets looked for in tables, and what was there: after an edit of a table they are looked for again.
import type { KeyedEntry, KeyedTable } from "../../cf/rewrite/index.ts";
import type { Span } from "../../text.ts";
import type { Moved } from "./moved.ts";

interface Found {
  readonly id: number;
  entry: KeyedEntry | undefined;
}

/** The keys that were looked for in one table: as they are written, and folded. */
type Keys = Readonly<Record<"exact" | "folded", Map<string, Found>>>;

/** Numbers keys by the path of the text that the table is made from. One version of a table has one answer to a key. */
export class AskedKeys {
  readonly #tables = new Map<string, Keys>();

  /** @param number gives the number of a key that nobody looked for before */
  id(path: string, key: string, exact: boolean, entry: KeyedEntry | undefined, number: () => number): number {
    const keys = this.#tables.get(path) ?? { exact: new Map(), folded: new Map() };
    this.#tables.set(path, keys);
    const known = keys[exact ? "exact" : "folded"];
    const found = known.get(key) ?? { id: number(), entry };
    known.set(key, found);
    return found.id;
  }

  /** Forgets all keys but those for whose numbers it is said. */
  keepOnly(isKept: (id: number) => boolean): void {
    for (const keys of this.#tables.values())
      for (const known of [keys.exact, keys.folded])
        for (const [key, { id }] of known) if (!isKept(id)) known.delete(key);
  }

  /**
   * Looks for all keys again in the tables of some paths. Gives the numbers of those to which another line answers, or the same one with
   * another value; undefined where a table is gone.
   */
  ask(
    paths: Iterable<string>,
    tableOf: (path: string) => KeyedTable | undefined,
    moved: Moved,
  ): readonly number[] | undefined {
    const changed: number[] = [];
    for (const path of paths) {
      const keys = this.#tables.get(path);
      if (keys === undefined) continue;
      const table = tableOf(path);
      if (table === undefined) return undefined;
      for (const how of ["exact", "folded"] as const)
        for (const [key, found] of keys[how]) {
          const entry = table.lookup(key, how === "exact");
          if (!isSame(found.entry, entry, moved)) changed.push(found.id);
          found.entry = entry;
        }
    }
    return changed;
  }
}

function isSame(before: KeyedEntry | undefined, now: KeyedEntry | undefined, moved: Moved): boolean {
  if (before === undefined || now === undefined) return before === now;
  return before.value === now.value && isSamePlace(moved(before.span), now.span);
}

/** True for two places that are known, and the same. */
export function isSamePlace(one: Span | undefined, other: Span | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.source === other.source && one.start === other.start && one.end === other.end;
}
