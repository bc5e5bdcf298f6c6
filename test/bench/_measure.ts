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

/** Times of each of `count` runs in milliseconds, ascending, after `warm` runs that are not counted. */
export async function times(warm: number, count: number, run: (turn: number) => unknown): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let turn = 0; turn < warm + count; turn++) {
    const start = performance.now();
    await run(turn);
    if (turn >= warm) measured.push(performance.now() - start);
  }
  return measured.sort((a, b) => a - b);
}

/** The value below which a share `q` of the ascending values lies. */
export function quantile(ascending: readonly number[], q: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * q))] ?? 0;
}
