// The grants of lines, of which there may be a million: graded by the looks of their keys, and made into trials one by one.
import { BlockMemory } from "../../tables/per-block.ts";
import type { Span } from "../../text.ts";
import type { RelayPolicy } from "../policy/policy.ts";
import type { Grade } from "../types.ts";
import type { Answers } from "./kept-answers.ts";
import type { LineRun } from "./line-run.ts";
import { entryTrials, memberTrials, type Reading } from "./line-trials.ts";
import { type Trial, WORST_FIRST, worstFirst } from "./trial.ts";

/** Grants by grade, counted. */
export type GradeCounts = Readonly<Partial<Record<Grade, number>>>;

interface Placed {
  readonly span: Span | undefined;
}

/** Neighbouring lines whose worst grant is of the same grade. */
export interface LineGrants {
  readonly grade: Grade;
  readonly source: string;
  readonly lines: number;
  /** All grants of these lines, better ones beside the worst included. */
  readonly counts: GradeCounts;
  /** The trials of each line, where it is now. */
  trials(): Iterable<readonly Trial[]>;
}

/** Lines of a block by their worst grade. Their position in it is all that is kept of them. */
interface Graded {
  readonly grade: Grade;
  readonly offsets: Uint32Array;
  readonly counts: GradeCounts;
}

const known = new BlockMemory<readonly Graded[]>();

/** The grants of all lines of the files that a policy rests on, the worst lines first. */
export function lineGrants(policy: RelayPolicy, reading: Reading, answers: Answers): readonly LineGrants[] {
  const context = JSON.stringify(reading);
  const of = <Line extends Placed>(run: LineRun<Line>, make: (reading: Reading, line: Line) => readonly Trial[]) => {
    const trialsAt = (offset: number): readonly Trial[] => {
      const { span, ...line } = run.at(offset);
      const question = `trials of ${JSON.stringify(line)} ${context}`;
      return answers
        .get(question, undefined, () => make(reading, run.at(offset)))
        .map((trial) => ({ ...trial, span, isKept: true }));
    };
    const graded = known.get(run.identity, reading.fingerprint, () => gradeLines(run, make, reading));
    return graded.map((lines) => new GradedLines(run.source, lines, trialsAt));
  };
  return worstFirst([
    ...policy.classes.R.runs().flatMap((run) => of(run, memberTrials)),
    ...(policy.access?.grants() ?? []).flatMap((run) => of(run, entryTrials)),
  ]);
}

class GradedLines implements LineGrants {
  readonly grade: Grade;
  readonly source: string;
  readonly counts: GradeCounts;
  readonly #offsets: Uint32Array;
  readonly #trialsAt: (offset: number) => readonly Trial[];

  constructor(source: string, { grade, offsets, counts }: Graded, trialsAt: (offset: number) => readonly Trial[]) {
    this.grade = grade;
    this.source = source;
    this.counts = counts;
    this.#offsets = offsets;
    this.#trialsAt = trialsAt;
  }

  get lines(): number {
    return this.#offsets.length;
  }

  *trials(): Iterable<readonly Trial[]> {
    for (const offset of this.#offsets) yield this.#trialsAt(offset);
  }
}

function worstOf(trials: readonly Trial[]): Grade | undefined {
  let worst: Grade | undefined;
  for (const { grade } of trials)
    if (worst === undefined || WORST_FIRST.indexOf(grade) < WORST_FIRST.indexOf(worst)) worst = grade;
  return worst;
}

function gradeLines<Line>(
  run: LineRun<Line>,
  make: (reading: Reading, line: Line) => readonly Trial[],
  reading: Reading,
): readonly Graded[] {
  const found = new Map<Grade, { readonly offsets: number[]; readonly counts: Partial<Record<Grade, number>> }>();
  for (const [offset, line] of run.lines()) {
    const trials = make(reading, line);
    const worst = worstOf(trials);
    if (worst === undefined) continue;
    let lines = found.get(worst);
    if (lines === undefined) {
      lines = { offsets: [], counts: {} };
      found.set(worst, lines);
    }
    lines.offsets.push(offset);
    for (const { grade } of trials) lines.counts[grade] = (lines.counts[grade] ?? 0) + 1;
  }
  return Array.from(found, ([grade, lines]) => ({
    grade,
    offsets: Uint32Array.from(lines.offsets),
    counts: lines.counts,
  }));
}
