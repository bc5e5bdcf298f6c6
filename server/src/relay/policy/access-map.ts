// The access map of a site as the relay policy asks for it: what it answers, and which of its lines grant anything.
import { classifyKey } from "../../tables/key.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { Table, TableBlock, TableEntry } from "../../tables/types.ts";
import type { Comparable } from "../../text/alike.ts";
import { LineRun, offsetIn } from "../exposures/line-run.ts";
import { tokenize } from "../rulesets/tokens.ts";
import type { AccessEntry, AccessMap } from "./policy.ts";

/** What neither grants nor welcomes says none of this: nearly all lines of a long list. */
const NOTABLE = /\b(?:relay|subject|ok)\b/i;
/** Values with which an entry may let somebody relay. */
const GRANTING = /\b(?:relay|subject)\b/i;
/** Values with which an entry lets a client past the checks of clients. */
const WELCOMING = /^(?:ok|relay)\b/i;

const EMPTY: AccessMap = { lookup: () => undefined, grants: () => [], issuers: () => [], welcomes: () => [] };

/** The map that `makemap` would make of a table; an empty one where there is none. */
export function accessMapOf(table: Table | undefined): AccessMap {
  return table === undefined ? EMPTY : new TableMap(table);
}

class TableMap implements AccessMap, Comparable {
  readonly #table: Table;
  /** The few blocks of a long list that have a say. */
  #blocks: readonly TableBlock[] | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  isAlike(other: TableMap): boolean {
    return this.#table === other.#table;
  }

  lookup(key: string): AccessEntry | undefined {
    const entry = this.#table.lookup(key);
    return entry && accessEntry(entry);
  }

  grants(): readonly LineRun<AccessEntry>[] {
    return this.#runs("grants", accessEntry);
  }

  issuers(): readonly string[] {
    return this.#runs("issuers", keyOf).flatMap((run) => Array.from(run.offsets, (offset) => run.at(offset)));
  }

  *welcomes(): Iterable<string> {
    for (const run of this.#runs("welcomes", keyOf)) for (const offset of run.offsets) yield run.at(offset);
  }

  #runs<Line>(which: keyof Notable, read: (entry: TableEntry) => Line): LineRun<Line>[] {
    this.#blocks ??= this.#table.blocks().filter((block) => notable(block) !== NOTHING);
    const runs: LineRun<Line>[] = [];
    for (const block of this.#blocks) {
      const offsets = notable(block)[which];
      if (offsets.length > 0) runs.push(new LineRun(this.#table, block, offsets, read));
    }
    return runs;
  }
}

/** The whole entry, from its tag to the end of its value. */
function accessEntry({ tag, key, value, tagSpan, valueSpan }: TableEntry): AccessEntry {
  return { tag, key, value, span: { source: tagSpan.source, start: tagSpan.start, end: valueSpan.end } };
}

function keyOf({ key }: TableEntry): string {
  return key;
}

/** The lines of a block that matter to strangers, by where their keys start in it. */
interface Notable {
  readonly grants: Uint32Array;
  readonly issuers: Uint32Array;
  readonly welcomes: Uint32Array;
}

/** Most blocks of a long list have nothing of the kind, and share this. */
const NONE = new Uint32Array();
const NOTHING: Notable = { grants: NONE, issuers: NONE, welcomes: NONE };

const notable = perBlock((block: TableBlock): Notable => {
  const grants: number[] = [];
  const issuers: number[] = [];
  const welcomes: number[] = [];
  for (const entry of block.entries()) {
    const { value } = entry;
    if (!NOTABLE.test(value)) continue;
    const offset = offsetIn(block, entry);
    if (GRANTING.test(value)) grants.push(offset);
    if (namesIssuer(entry)) issuers.push(offset);
    if (welcomesName(entry)) welcomes.push(offset);
  }
  if (grants.length + welcomes.length === 0) return NOTHING;
  return { grants: offsets(grants), issuers: offsets(issuers), welcomes: offsets(welcomes) };
});

function offsets(found: readonly number[]): Uint32Array {
  return found.length === 0 ? NONE : Uint32Array.from(found);
}

/** True for an authority of whose certificates the subjects are looked up too. */
function namesIssuer({ tag, value }: TableEntry): boolean {
  return /^certissuer$/i.test(tag) && /^subject$/i.test(tokenize(value).join(" "));
}

function welcomesName({ tag, key, value }: TableEntry): boolean {
  return /^(?:connect)?$/i.test(tag) && WELCOMING.test(value) && classifyKey(key).kind === "domain";
}
