// Writes server/src/rules/all.ts (every rule folder, in one list) and docs/rules/ (the rules' pages and their index).
// `node scripts/rules.mjs --check` writes nothing and fails where one of them is stale.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { esbuildAssets } from "./assets.mjs";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const rulesDir = path.join(root, "server/src/rules");
const docsDir = path.join(root, "docs/rules");

/** @returns {Promise<string[]>} codes, in order */
async function codes() {
  const entries = await readdir(rulesDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** @param {readonly string[]} all */
function listing(all) {
  const variable = (/** @type {string} */ code) => code.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    "// Every rule with its page. Written by scripts/rules.mjs from the rule folders; do not edit.",
    ...all.flatMap((code) => [
      `import { rule as ${variable(code)} } from "./${code}/index.ts";`,
      `import ${variable(code)}Page from "./${code}/README.md";`,
    ]),
    'import type { Rule } from "./types.ts";',
    "",
    "export const ALL_RULES: readonly { readonly rule: Rule; readonly page: string }[] = [",
    ...all.map((code) => `  { rule: ${variable(code)}, page: ${variable(code)}Page },`),
    "];",
    "",
  ].join("\n");
}

/** The rules' meta blocks, read by bundling the rules. */
async function metas() {
  const built = await esbuild.build({
    stdin: {
      contents: 'export { ALL_RULES } from "./all.ts";',
      resolveDir: rulesDir,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [esbuildAssets],
  });
  const code = built.outputFiles[0]?.text ?? "";
  const { ALL_RULES } = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  return ALL_RULES.map((/** @type {{rule: {meta: unknown}}} */ { rule }) => rule.meta);
}

const FIX = { safe: "yes, safe", unsafe: "yes, one by one", none: "no" };

/** @param {readonly any[]} all */
function index(all) {
  const categories = [...new Set(all.map(({ code }) => code.split("-")[0]))];
  return [
    "# Rules",
    "",
    "<!-- Written by scripts/rules.mjs from the rule folders; do not edit. -->",
    "",
    `${all.length} rules. Severity and a fix that the lightbulb offers are given for each; "strict" marks those that only that preset switches on.`,
    ...categories.flatMap((category) => [
      "",
      `## ${category}`,
      "",
      "| rule | finds | severity | fix |",
      "| --- | --- | --- | --- |",
      ...all
        .filter(({ code }) => code.startsWith(`${category}-`))
        .map(
          (meta) =>
            `| [${meta.code}](${meta.code}.md) | ${meta.title.replaceAll("|", "\\|")} | ${meta.severity}${meta.strict ? " (strict)" : ""} | ${FIX[/** @type {keyof typeof FIX} */ (meta.fix)]} |`,
        ),
    ]),
    "",
  ].join("\n");
}

const check = process.argv.includes("--check");
const stale = [];

/** @param {string} file @param {string} text */
async function put(file, text) {
  const old = await readFile(file, "utf8").catch(() => undefined);
  if (old === text) return;
  if (check) stale.push(path.relative(root, file));
  else await writeFile(file, text);
}

const all = await codes();
await put(path.join(rulesDir, "all.ts"), listing(all));
if (stale.length === 0) {
  await mkdir(docsDir, { recursive: true });
  for (const code of all) {
    await put(path.join(docsDir, `${code}.md`), await readFile(path.join(rulesDir, code, "README.md"), "utf8"));
  }
  await put(path.join(docsDir, "README.md"), index(await metas()));
  const wanted = new Set([...all.map((code) => `${code}.md`), "README.md"]);
  for (const name of await readdir(docsDir)) {
    if (wanted.has(name)) continue;
    if (check) stale.push(`docs/rules/${name}`);
    else await rm(path.join(docsDir, name));
  }
}
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run \`node scripts/rules.mjs\` and commit what it writes.`);
  process.exitCode = 1;
}
