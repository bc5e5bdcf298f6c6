// `npm run bench -- [NAME...]`: runs test/bench/*.ts and prints what they measured; fails where a budget is broken.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, bundle } from "./build.mjs";
import { missingPackages } from "./packages.mjs";
import { ensureDependencies, ROOT, say, seconds } from "./project.mjs";

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
  broken += rows.filter(({ ok }) => !ok).length;
  say(`  (${seconds(started)})`);
}
say(`\n${names.length} benches, ${broken === 0 ? "all budgets kept" : `${broken} budgets broken`}.`);
process.exitCode = broken > 0 ? 1 : 0;

/** @param {readonly Row[]} rows */
function table(rows) {
  const cells = rows.map(({ name, value, unit, peer, ratio, detail = "", budget, ok }) => [
    ok ? "ok" : "BROKEN",
    name,
    `${value.toLocaleString("en", { maximumSignificantDigits: 4 })} ${unit}`,
    ratio === undefined ? detail : `${ratio.toFixed(3)} of ${peer ?? "its peer"}`,
    budget === undefined ? "" : `budget: ${budget}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
