// A keystroke in each file of a server with tables of all kinds, to diagnostics of the whole site.
import path from "node:path";
import { collectYoung } from "../../server/src/garbage.node.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { cfDir, program, run } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, stopwatch } from "./_measure.ts";
import { DOMAINS, FILES, FOLDER, MC } from "./_whole-site.ts";
import { libraryFiles } from "./requests.ts";

/** Milliseconds at the 95th percentile. */
const BUDGET = 15;
/** Keystrokes in each file: first in all of them some that are not counted. */
const WARM = 15;
const COUNTED = 120;
/** How often m4 makes the .cf after the keystrokes in one file. */
const PEER_RUNS = 9;
const PEER = { peer: "m4 as a process, p50" };

/** Letters that are typed at the end of a word before it is put right again. */
const MOST_LETTERS = 6;

/** Steps from one line to the one that is typed in next: every line has its turn. */
const LINE_STEP = 7;

/** A comment in the middle of a file, in which letters are typed. */
const MIDDLE = /^(dnl )?# y+$/m;

/**
 * The text after one more keystroke, which changes one place: in turns a letter more in a comment at the end or in the middle, and a letter
 * more at the end of a word, in one line after the other, which is taken back after some. In a .mc and a .cf another digit of a time.
 */
function typed(uri: string, text: string, turn: number): string {
  if (turn % 4 === 0) return /[#] x*\n$/.test(text) ? text.replace(/\n$/, "x\n") : `${text}# x\n`;
  if (turn % 4 === 2) {
    if (MIDDLE.test(text)) return text.replace(MIDDLE, (comment) => `${comment}y`);
    const all = text.split("\n");
    return all.toSpliced(Math.floor(all.length / 2), 0, uri.endsWith(".mc") ? "dnl # y" : "# y").join("\n");
  }
  if (/\.(?:mc|cf)$/.test(uri)) return text.replace(/(confTO_IDENT', `|O Timeout\.ident=)\d+/, `$1${1 + (turn % 9)}`);
  const lines = text.split("\n");
  const written = lines.flatMap((line, at) => (/^[^#]/.test(line) ? [at] : []));
  const at = written[(((turn - 1) / 2) * LINE_STEP) % written.length] ?? 0;
  const line = (lines[at] ?? "").replace(/([a-z])(x*)(?=[\s:.]|$)/, (_, last: string, letters: string) =>
    letters.length < MOST_LETTERS ? `${last}${letters}x` : last,
  );
  return lines.with(at, line).join("\n");
}

/** A keystroke in each of some files, to diagnostics of all of them. */
async function measure(
  title: string,
  files: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>>,
) {
  const workspace = memoryWorkspace({ ...beside, ...files });
  const service = createService({ ...workspace, machine: "mx.domain0.example" });
  const uris = Object.keys(files);
  const all = async () => {
    for (const uri of uris) await service.diagnostics(uri);
  };
  const texts = new Map(Object.entries(files));
  const type = async (uri: string, turn: number) => {
    const text = typed(uri, texts.get(uri) ?? "", turn);
    texts.set(uri, text);
    workspace.write(uri, text);
    service.changed(uri);
    await all();
  };
  for (let turn = 0; turn < WARM; turn++) for (const uri of uris) await type(uri, turn);
  const rows: Measurement[] = [];
  const times: number[] = [];
  const peers: number[] = [];
  for (const uri of uris) {
    const own: number[] = [];
    const walls: number[] = [];
    for (let turn = WARM; turn < WARM + COUNTED; turn++) {
      const since = stopwatch();
      const begun = performance.now();
      await type(uri, turn);
      own.push(since());
      walls.push(performance.now() - begun);
      // As the server does between two keystrokes.
      collectYoung();
    }
    texts.set(uri, files[uri] ?? "");
    workspace.write(uri, files[uri] ?? "");
    service.changed(uri);
    await all();
    times.push(...own);
    for (const list of [own, walls]) list.sort((a, b) => a - b);
    const p95 = quantile(own, 0.95);
    // Right after them, so that a slow phase of the machine is one for both.
    const peer = quantile(await programTimes(1, PEER_RUNS, builtCf), 0.5);
    peers.push(peer);
    const detail = `p50 ${quantile(own, 0.5).toFixed(1)}; by the clock p50 ${quantile(walls, 0.5).toFixed(1)}, p95 ${quantile(walls, 0.95).toFixed(1)}`;
    const name = `${title}: a keystroke in ${uri.slice(uri.lastIndexOf("/") + 1)}, p95`;
    rows.push({ name, value: p95, unit: "ms", ...PEER, ratio: p95 / peer, detail, budget: BUDGET, ok: p95 < BUDGET });
  }
  const p95 = quantile(
    times.sort((a, b) => a - b),
    0.95,
  );
  const name = `${title}: a keystroke in any file, p95`;
  const ratio =
    p95 /
    quantile(
      peers.sort((a, b) => a - b),
      0.5,
    );
  return [{ name, value: p95, unit: "ms", ...PEER, ratio, budget: BUDGET, ok: p95 < BUDGET }, ...rows];
}

/** The .cf that m4 makes of the .mc: all there is on some servers. */
function builtCf(): string {
  return run(program("m4"), ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), "-"], MC)
    .stdout;
}

export async function bench(): Promise<readonly Measurement[]> {
  const what = `${DOMAINS.length} domains, all kinds`;
  const { [`${FOLDER}sendmail.mc`]: _mc, [`${FOLDER}submit.mc`]: _submit, ...tables } = FILES;
  return [
    ...(await measure(what, FILES, {})),
    ...(await measure(`${what}, its .cf too`, { ...FILES, [`${FOLDER}sendmail.cf`]: builtCf() }, {})),
    ...(await measure(`${what}, with the m4 library`, FILES, libraryFiles())),
    ...(await measure(`${what}, a .cf and no .mc`, { [`${FOLDER}sendmail.cf`]: builtCf(), ...tables }, {})),
  ];
}
