// The access map of a site as the relay policy asks for it: what it answers, and which of its lines grant anything.
import { classifyKey } from "../tables/key.ts";
import { perBlock, perPlacedBlock } from "../tables/per-block.ts";
import type { Table, TableBlock, TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";
import type { AccessEntry, AccessMap } from "./policy.ts";

/** What neither grants nor welcomes says none of this: nearly all lines of a long list. */
const NOTABLE = /\b(?:relay|subject|ok)\b/i;
/** Values with which an entry may let somebody relay. */
const GRANTING = /\b(?:relay|subject)\b/i;
/** Values with which an entry lets a client past the checks of clients. */
const WELCOMING = /^(?:ok|relay)\b/i;

const EMPTY: AccessMap = { lookup: () => undefined, grants: () => [], welcomes: () => [] };

/** What was made of a table: a keystroke elsewhere in the site leaves it as it is. */
const known = new WeakMap<Table, AccessMap>();

/** The map that `makemap` would make of a table; an empty one where there is none. */
export function accessMapOf(table: Table | undefined): AccessMap {
  if (table === undefined) return EMPTY;
  let map = known.get(table);
  if (map === undefined) {
    map = new TableMap(table);
    known.set(table, map);
  }
  return map;
}

class TableMap implements AccessMap {
  readonly #table: Table;
  #grants: readonly (readonly AccessEntry[])[] | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  lookup(key: string): AccessEntry | undefined {
    const entry = this.#table.lookup(key);
    return entry && accessEntry(entry);
  }

  grants(): readonly (readonly AccessEntry[])[] {
    this.#grants ??= this.#table
      .blocks()
      .filter((block) => notable(block).grants.length > 0)
      .map(grantsOf);
    return this.#grants;
  }

  *welcomes(): Iterable<string> {
    for (const block of this.#table.blocks()) yield* notable(block).welcomes;
  }
}

/** The whole entry, from its tag to the end of its value. */
function accessEntry({ tag, key, value, tagSpan, valueSpan }: TableEntry): AccessEntry {
  return { tag, key, value, span: { source: tagSpan.source, start: tagSpan.start, end: valueSpan.end } };
}

/** The few lines of a block that matter to strangers. */
interface Notable {
  /** With places relative to the block. */
  readonly grants: readonly (Omit<AccessEntry, "span"> & Span)[];
  readonly welcomes: readonly string[];
}

/** Most blocks of a long list have nothing of the kind, and share this. */
const NOTHING: Notable = { grants: [], welcomes: [] };

const notable = perBlock(readBlock);

function readBlock(block: TableBlock): Notable {
  const grants: Notable["grants"][number][] = [];
  const welcomes: string[] = [];
  for (const entry of block.entries()) {
    const { value } = entry;
    if (!NOTABLE.test(value)) continue;
    const { tag, key } = entry;
    if (GRANTING.test(value)) {
      const { source, start } = entry.tagSpan;
      grants.push({ tag, key, value, source, start: start - block.start, end: entry.valueSpan.end - block.start });
    }
    if (/^(?:connect)?$/i.test(tag) && WELCOMING.test(value) && classifyKey(key).kind === "domain") welcomes.push(key);
  }
  return grants.length + welcomes.length === 0 ? NOTHING : { grants, welcomes };
}

const grantsOf = perPlacedBlock((block): readonly AccessEntry[] =>
  notable(block).grants.map(({ start, end, source, ...entry }) => ({
    ...entry,
    span: { source, start: block.start + start, end: block.start + end },
  })),
);
