// `npm run bench -- [NAME...]`: runs test/bench/*.ts and prints what they measured; fails where a budget is broken.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, bundle } from "./build.mjs";
import { missingPackages } from "./packages.mjs";
import { ensureDependencies, ROOT, run, say, seconds } from "./project.mjs";
import { ensureNode } from "./vscode/install.mjs";

/**
 * One measured figure, as a bench's `bench()` returns it.
 * @typedef {object} Row
 * @property {string} name what was measured
 * @property {number} value
 * @property {string} unit
 * @property {string} [peer] what it is compared with, in the same run
 * @property {number} [ratio] value / the peer's value
 * @property {string} [detail] what else is told of it
 * @property {number} [budget] what the value may be, in its unit; the ratio for a row that says so in its name
 * @property {boolean} ok false: the budget is broken
 */

const SOURCES = path.join(ROOT, "test/bench");
const OUT = path.join(ROOT, "out/bench");

await ensureDependencies();
// What a user waits for is the server in VS Code, so the Node that VS Code runs on is measured, not the one that happens to be here.
const node = await ensureNode().catch((/** @type {unknown} */ error) => {
  say(
    `The Node of VS Code is not to be had (${error instanceof Error ? error.message : String(error)}): this one is measured.`,
  );
  return process.execPath;
});
if (node !== process.execPath) process.exit(await run(node, process.argv.slice(1)));
missingPackages();
await build();
const chosen = process.argv.slice(2);
const names = readdirSync(SOURCES)
  .filter((file) => file.endsWith(".ts") && !file.startsWith("_"))
  .map((file) => file.slice(0, -".ts".length))
  .filter((name) => chosen.length === 0 || chosen.includes(name));
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundle({
  platform: "node",
  format: "esm",
  entryPoints: names.map((name) => path.join(SOURCES, `${name}.ts`)),
  outdir: OUT,
  outExtension: { ".js": ".mjs" },
  // What is left as CommonJS in the bundle may ask for Node's modules; and sources find the project where they stand.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  define: { "import.meta.dirname": JSON.stringify(SOURCES) },
});

/** @type {{ bench: string, row: Row }[]} */
const all = [];
let broken = 0;
for (const name of names) {
  const started = Date.now();
  say(`\n== ${name}`);
  const { bench } = await import(pathToFileURL(path.join(OUT, `${name}.mjs`)).href);
  /** @type {readonly Row[]} */
  const rows = await bench();
  if (rows.length === 0) {
    say("  BROKEN: it measured nothing");
    broken++;
  }
  say(table(rows));
  all.push(...rows.map((row) => ({ bench: name, row })));
  broken += rows.filter(({ ok }) => !ok).length;
  say(`  (${seconds(started)})`);
}
say(`\n== budgets: ${cpus().length} processors, Node ${process.versions.node}\n${summary()}`);
say(`\n${names.length} benches, ${broken === 0 ? "all budgets kept" : `${broken} budgets broken`}.`);
process.exitCode = broken > 0 ? 1 : 0;

/** All that has a budget, each line that is over it marked. */
function summary() {
  const kept = all.filter(({ row }) => row.budget !== undefined);
  const cells = kept.map(({ bench, row: { name, value, unit, budget, ratio, peer, detail = "", ok } }) => [
    ok ? "" : ">>",
    `${bench}: ${name}`,
    // Of a row that is compared the ratio has the budget, where its name says so.
    `${budget ?? ""} ${/ratio/.test(name) ? "x" : unit}`,
    `${number(value)} ${unit}`,
    ratio === undefined ? detail : `${ratio.toFixed(2)} of ${peer ?? "its peer"}${detail === "" ? "" : `; ${detail}`}`,
  ]);
  return columns([["", "what", "budget", "measured", "ratio to peer"], ...cells]);
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

/** @param {readonly Row[]} rows */
function table(rows) {
  const cells = rows.map(({ name, value, unit, peer, ratio, detail = "", budget, ok }) => [
    ok ? "ok" : "BROKEN",
    name,
    `${number(value)} ${unit}`,
    ratio === undefined ? detail : `${ratio.toFixed(3)} of ${peer ?? "its peer"}${detail === "" ? "" : `; ${detail}`}`,
    budget === undefined ? "" : `budget: ${budget}`,
  ]);
  return columns(cells);
}

/** Lines with their cells under each other. @param {readonly (readonly string[])[]} cells */
function columns(cells) {
  const count = Math.max(0, ...cells.map((row) => row.length - 1));
  const widths = Array.from({ length: count }, (_, at) => Math.max(0, ...cells.map((row) => row[at]?.length ?? 0)));
  return cells
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
