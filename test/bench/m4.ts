// How long the evaluator takes for the distribution's sendmail.mc with sendmail's whole library, against GNU m4 as a process.
import { existsSync, readFileSync, statSync } from "node:fs";
import { expand, type M4Host } from "../../server/src/m4/index.ts";
import type { Source } from "../../server/src/text.ts";
import { cfDir, program, run } from "../oracle/programs.ts";
import { type Measurement, quantile, times } from "./_measure.ts";

const CONFIGURATIONS = ["debian/sendmail.mc", "cf/generic-linux.mc"];
const WARM_UP = 60;
const RUNS = 200;
const PEER_RUNS = 60;

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export async function bench(): Promise<Measurement[]> {
  const library = cfDir();
  const mc = CONFIGURATIONS.map((name) => `${library}${name}`).find((file) => existsSync(file));
  if (mc === undefined) throw new Error("The library has none of the configurations that are measured.");

  const texts = new Map<string, Source | undefined>();
  const host: M4Host = {
    read(file) {
      if (!texts.has(file)) {
        const found = existsSync(file) && statSync(file).isFile();
        texts.set(file, found ? { name: file, text: readFileSync(file, "latin1") } : undefined);
      }
      return texts.get(file);
    },
  };
  const names = [`${library}m4/cf.m4`, mc];
  const sources = names.map((name) => host.read(name)).filter((source) => source !== undefined);
  const definitions = new Map([
    ["_CF_DIR_", library],
    ["_NO_MAKEINFO_", ""],
  ]);
  const ours = (): string => expand({ sources, host, definitions }).output;
  const peer = (): string => run(program("m4"), [`-D_CF_DIR_=${library}`, "-D_NO_MAKEINFO_", ...names]).stdout;
  if (ours() !== peer()) throw new Error("The evaluator and m4 do not agree: nothing to measure.");

  for (let n = 0; n < WARM_UP; n++) ours();
  const mine: number[] = [];
  const theirs: number[] = [];
  // In turns, so that both see the same load of the machine.
  for (let n = 0; n < RUNS; n++) {
    mine.push(time(ours));
    if (n % Math.ceil(RUNS / PEER_RUNS) === 0) theirs.push(time(peer));
  }
  for (const values of [mine, theirs]) values.sort((a, b) => a - b);
  const rows: Measurement[] = [];
  for (const share of [0.5, 0.95]) {
    const label = `p${share * 100}`;
    const value = quantile(mine, share);
    const peerValue = quantile(theirs, share);
    const ratio = value / peerValue;
    rows.push({
      name: `m4: sendmail.mc with the library, warm, ${label}, ratio to the m4 process`,
      value,
      unit: "ms",
      peer: "m4 process",
      ratio,
      budget: 1,
      ok: ratio <= 1,
    });
  }
  const loop = { name: "loop", text: "define(`x', `x x')x" };
  const stopped = await times(0, 20, () => expand({ sources: [loop] }));
  const value = quantile(stopped, 0.5);
  rows.push({ name: "m4: runaway recursion stopped, p50", value, unit: "ms", budget: 50, ok: value <= 50 });
  return rows;
}
