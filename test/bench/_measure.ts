// What every bench measures with.

/** One row of a bench; scripts/bench.mjs prints it. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in the same run. */
  readonly peer?: string;
  /** `value` by the peer's value. */
  readonly ratio?: number;
  /** What else is told of it. */
  readonly detail?: string;
  readonly budget?: number;
  readonly ok: boolean;
}

/**
 * Begins to measure what this process does: the function that comes back gives the milliseconds since, of the clock or of the
 * processor, whichever are fewer. Other programs of the machine add to the clock, our own helper threads to the processor's time;
 * on a machine that does nothing else the clock shows no more.
 */
export function stopwatch(): () => number {
  const clock = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return Math.min(performance.now() - clock, (user + system) / 1000);
  };
}

/** Times of each of `count` runs in milliseconds, ascending, after `warm` runs that are not counted. Only for what this process does itself. */
export function times(warm: number, count: number, run: (turn: number) => unknown): Promise<readonly number[]> {
  return measured(warm, count, run, stopwatch);
}

/** As `times`, by the clock: for runs that start other programs. */
export function programTimes(warm: number, count: number, run: (turn: number) => unknown): Promise<readonly number[]> {
  return measured(warm, count, run, () => {
    const start = performance.now();
    return () => performance.now() - start;
  });
}

async function measured(
  warm: number,
  count: number,
  run: (turn: number) => unknown,
  begin: () => () => number,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < warm + count; turn++) {
    const taken = begin();
    await run(turn);
    if (turn >= warm) found.push(taken());
  }
  return found.sort((a, b) => a - b);
}

/** The value below which a share `q` of the ascending values lies. */
export function quantile(ascending: readonly number[], q: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * q))] ?? 0;
}
