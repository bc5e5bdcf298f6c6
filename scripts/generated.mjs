// Files that are written from others: writing them, or only saying which are stale.
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import { esbuildAssets } from "./assets.mjs";
import { ROOT } from "./project.mjs";

/** True where nothing is to be written. */
export const isCheck = process.argv.includes("--check");

/** @type {string[]} */
const stale = [];

/** Notes a file, relative to the project, that is not as it should be. @param {string} file */
export function noteStale(file) {
  stale.push(file);
}

/** True if anything is stale so far. */
export function isStale() {
  return stale.length > 0;
}

/** Writes a file of the project unless it is so already. @param {string} file relative to the project @param {string} text */
export async function put(file, text) {
  const full = path.join(ROOT, file);
  const old = await readFile(full, "utf8").catch(() => undefined);
  if (old === text) return;
  if (isCheck) stale.push(file);
  else await writeFile(full, text);
}

/** A source as the formatter writes it. @param {string} file relative to the project @param {string} text */
export function formatted(file, text) {
  const biome = path.join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", `--stdin-file-path=${file}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, input: text, encoding: "utf8" });
  if (status !== 0) throw new Error(`Biome cannot format ${file}: ${stderr}`);
  return stdout;
}

/** Says what is stale, by the name of the script that writes it. @param {string} script */
export function finish(script) {
  if (stale.length === 0) return;
  console.error(`Stale: ${stale.join(", ")}. Run \`node scripts/${script}\` and commit what it writes.`);
  process.exitCode = 1;
}

/** The manifest, changed. @param {(manifest: any) => void} change */
export async function changeManifest(change) {
  const manifest = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
  change(manifest);
  await put("package.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** What a module in TypeScript exports. @param {string} contents @param {string} folder relative to the project */
export async function load(contents, folder) {
  const built = await esbuild.build({
    stdin: { contents, resolveDir: path.join(ROOT, folder), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [esbuildAssets],
  });
  const code = built.outputFiles[0]?.text ?? "";
  return await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}
