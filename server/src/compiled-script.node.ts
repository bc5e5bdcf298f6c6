// Loads a script with what V8 made of it in an earlier process, which is kept beside it: compiling is half of the time to the first diagnostics.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";

/** When what is compiled by then is kept: V8 drops what a long session does not use again, above all what runs at the start. */
const KEPT_AFTER_MS = 20_000;
const DIGEST_BYTES = 20;

/**
 * What a CommonJS script exports that needs nothing but `module`. Where nothing fitting is kept, it is compiled, and kept for the
 * next process once it has run for a while, or ends. Where the folder cannot be written nothing is kept.
 *
 * @param file absolute path of the script
 * @param folder what is kept, and nothing else; made where it is missing
 */
export function loadCompiled(file: string, folder: string): unknown {
  const source = `(function (module) {${readFileSync(file, "utf8")}\n})`;
  // V8 refuses what another version of it made; of the text it compares no more than the length.
  const name = `${digestOf(source).toString("hex")}-${process.versions.v8}-${process.arch}`;
  const kept = path.join(folder, name);
  const cachedData = readKept(kept);
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true) keepLater(script, folder, name);
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (own: typeof module) => void;
  run(module);
  return module.exports;
}

function digestOf(data: string | Buffer): Buffer {
  return createHash("sha1").update(data).digest();
}

/** What was kept, where it is whole: V8 trusts it. */
function readKept(file: string): Buffer | undefined {
  try {
    const all = readFileSync(file);
    const data = all.subarray(DIGEST_BYTES);
    return digestOf(data).equals(all.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function keepLater(script: Script, folder: string, name: string): void {
  let isKept = false;
  const once = () => {
    if (isKept) return;
    isKept = true;
    write(script.createCachedData(), folder, name);
  };
  setTimeout(once, KEPT_AFTER_MS).unref();
  process.once("exit", once);
}

/** In one step, as other processes may begin at the same time; what other versions left goes. */
function write(data: Buffer, folder: string, name: string): void {
  const own = path.join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    const before = readdirSync(folder);
    writeFileSync(own, Buffer.concat([digestOf(data), data]));
    renameSync(own, path.join(folder, name));
    for (const other of before) if (other !== name) rmSync(path.join(folder, other), { recursive: true, force: true });
  } catch {
    // It starts as it does without.
  }
}
