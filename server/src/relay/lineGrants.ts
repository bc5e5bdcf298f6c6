// The grants of lines, of which there may be a million: told by their looks, and made into trials one by one.
import { BlockMemory } from "../tables/per-block.ts";
import type { LineRun } from "./lineRun.ts";
import { entryTrials, memberTrials, type Reading } from "./lineTrials.ts";
import type { RelayPolicy } from "./policy.ts";
import { isHarmless, type Trial } from "./trial.ts";

/** The lines of a run, by the worst that each grants. Where they stand in their block is all that is kept of them. */
interface Sorted {
  readonly grave: Uint32Array;
  readonly harmless: Uint32Array;
  /** How many grants the harmless lines make. */
  readonly harmlessGrants: number;
}

const known = new BlockMemory<Sorted>();

/** The grants of some neighbouring lines. */
export class LineGrants {
  readonly source: string;
  readonly #sorted: Sorted;
  readonly #trialsAt: (offset: number) => readonly Trial[];

  constructor(run: LineRun<unknown>, reading: Reading, trialsAt: (offset: number) => readonly Trial[]) {
    this.source = run.source;
    this.#trialsAt = trialsAt;
    this.#sorted = known.get(run.identity, reading.fingerprint, () => sorted(run, trialsAt));
  }

  /** Trials of the lines that grant more than is surely meant; of such a line, all of them. */
  grave(): readonly Trial[] {
    return Array.from(this.#sorted.grave, this.#trialsAt).flat();
  }

  /** Trials of the other lines, each line's together. */
  *harmless(): Iterable<readonly Trial[]> {
    for (const offset of this.#sorted.harmless) yield this.#trialsAt(offset);
  }

  /** How many of the lines are harmless. */
  get harmlessLines(): number {
    return this.#sorted.harmless.length;
  }

  /** How many grants they make. */
  get harmlessGrants(): number {
    return this.#sorted.harmlessGrants;
  }
}

function sorted(run: LineRun<unknown>, trialsAt: (offset: number) => readonly Trial[]): Sorted {
  const grave: number[] = [];
  const harmless: number[] = [];
  let harmlessGrants = 0;
  for (const offset of run.offsets) {
    const trials = trialsAt(offset);
    if (!trials.every(isHarmless)) grave.push(offset);
    else if (trials.length > 0) {
      harmless.push(offset);
      harmlessGrants += trials.length;
    }
  }
  return { grave: Uint32Array.from(grave), harmless: Uint32Array.from(harmless), harmlessGrants };
}

/** The grants of all lines of the files that a policy rests on. */
export function lineGrants(policy: RelayPolicy, reading: Reading): readonly LineGrants[] {
  const of = <Line>(run: LineRun<Line>, make: (reading: Reading, line: Line) => readonly Trial[]): LineGrants =>
    new LineGrants(run, reading, (offset) => make(reading, run.at(offset)));
  return [
    ...policy.classes.R.runs().map((run) => of(run, memberTrials)),
    ...(policy.access?.grants() ?? []).map((run) => of(run, entryTrials)),
  ];
}
