// All grants of a site, of which there may be a million: the few that were tried, and the lines that make the others.

import type { RelayPolicy, Unknown } from "../policy/policy.ts";
import type { Exposure, Grade } from "../types.ts";
import { exposure, type Hidden, outOfReach } from "./exposure.ts";
import type { GradeCounts, LineGrants } from "./line-grants.ts";
import { isBad, WORST_FIRST } from "./trial.ts";

/** All grants that take effect. The lines of very long lists are counted, and what they grant is made when it is asked for. */
export class ExposureList implements Iterable<Exposure> {
  /** What may let more people relay than are listed, as it is not understood. */
  readonly why: readonly Unknown[];
  /** Those that were tried, and all of the configuration itself; the worst first. */
  readonly listed: readonly Exposure[];
  readonly #policy: RelayPolicy;
  readonly #untried: readonly UntriedLines[];
  readonly #hidden: Hidden | undefined;

  constructor(
    policy: RelayPolicy,
    listed: readonly Exposure[],
    untried: readonly UntriedLines[],
    why: readonly Unknown[] = policy.unknown.filter(({ may }) => may === "anything"),
  ) {
    this.listed = listed;
    this.why = why;
    this.#policy = policy;
    this.#untried = untried;
    this.#hidden = outOfReach(policy.listeners);
  }

  /** The same lines with other grants listed, and other reasons why there may be more. */
  replaced(listed: readonly Exposure[], why: readonly Unknown[]): ExposureList {
    return new ExposureList(this.#policy, listed, this.#untried, why);
  }

  /** False where others may relay as well: such a list never means that the server is closed. */
  get complete(): boolean {
    return this.why.length === 0;
  }

  [Symbol.iterator](): Iterator<Exposure> {
    return this.of(...WORST_FIRST);
  }

  /** Those of some grades, one grade after the other. */
  *of(...grades: readonly Grade[]): Generator<Exposure> {
    for (const wanted of grades) {
      for (const one of this.listed) if (one.grade === wanted) yield one;
      for (const lines of this.#untried) if (this.#count(lines, wanted) > 0) yield* this.#made(lines, wanted);
    }
  }

  count(grade: Grade): number {
    const listed = this.listed.filter((one) => one.grade === grade).length;
    return this.#untried.reduce((sum, lines) => sum + this.#count(lines, grade), listed);
  }

  /** How many lines of a file grant something, or something of these grades. */
  linesOf(source: string, ...grades: readonly Grade[]): number {
    const wanted = grades.length === 0 ? WORST_FIRST : grades;
    const listed = this.listed.filter(({ grade }) => wanted.includes(grade)).flatMap(({ because }) => because);
    const starts = new Set(listed.filter((span) => span.source === source).map(({ start }) => start));
    const untried = this.#untried.filter(({ grants }) => grants.source === source);
    const wantedLines = untried.filter(({ grants }) => wanted.includes(this.#grade(grants.grade)));
    return wantedLines.reduce((sum, { grants, tried }) => sum + grants.lines - tried, starts.size);
  }

  *#made({ grants, tried }: UntriedLines, wanted: Grade): Iterable<Exposure> {
    let line = 0;
    for (const trials of grants.trials())
      if (line++ >= tried)
        for (const trial of trials)
          if (this.#grade(trial.grade) === wanted) yield exposure(this.#policy, trial, undefined);
  }

  #count({ counts }: UntriedLines, wanted: Grade): number {
    let count = 0;
    for (const grade of WORST_FIRST) if (this.#grade(grade) === wanted) count += counts[grade] ?? 0;
    return count;
  }

  /** The grade of an untried exposure. */
  #grade(grade: Grade): Grade {
    return this.#hidden !== undefined && isBad(grade) ? "wide" : grade;
  }
}

/** Lines of which not all were tried. */
export interface UntriedLines {
  readonly grants: LineGrants;
  /** How many of the lines were tried, the first ones. */
  readonly tried: number;
  /** The grants of the others. */
  readonly counts: GradeCounts;
}
