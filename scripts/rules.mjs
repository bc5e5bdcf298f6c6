// Writes server/src/rules/all.ts (every rule folder, in one list), docs/rules/README.md (the index of the rules' pages), the
// first sentence of each page (the rule's title), the schemas of the project file and of relay tests, and in the manifest the values that
// each setting may have.
// `node scripts/rules.mjs --check` writes nothing and fails where one of them is stale.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { changeManifest, finish, isCheck, isStale, load, noteStale, put } from "./generated.mjs";
import { ROOT } from "./project.mjs";

const rulesDir = path.join(ROOT, "server/src/rules");
const docsDir = path.join(ROOT, "docs/rules");

/** A folder with a page is a rule; the others are shared. @returns {Promise<string[]>} codes, in order */
async function codes() {
  const names = await readdir(rulesDir);
  return names.filter((name) => existsSync(path.join(rulesDir, name, "README.md"))).sort();
}

/** @param {readonly string[]} all */
function listing(all) {
  const variable = (/** @type {string} */ code) => code.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const imports = (/** @type {string} */ code) => [
    `import { rule as ${variable(code)} } from "./${code}/index.ts";`,
    `import ${variable(code)}Page from "./${code}/README.md";`,
  ];
  return [
    "// Every rule with its page. Written by scripts/rules.mjs from the rule folders; do not edit.",
    // In the order that Biome keeps.
    ...all.filter((code) => code < "types").flatMap(imports),
    'import type { Rule } from "./types.ts";',
    ...all.filter((code) => code > "types").flatMap(imports),
    "",
    "export const ALL_RULES: readonly { readonly rule: Rule; readonly page: string }[] = [",
    ...all.map((code) => `  { rule: ${variable(code)}, page: ${variable(code)}Page },`),
    "];",
    "",
  ].join("\n");
}

/** The rules' meta blocks. */
async function metas() {
  const { ALL_RULES } = await load('export { ALL_RULES } from "./all.ts";', "server/src/rules");
  return ALL_RULES.map((/** @type {{rule: {meta: unknown}}} */ { rule }) => rule.meta);
}

const FIX = { safe: "yes, safe", narrows: "yes, takes a grant away", asks: "yes, one by one", none: "no" };

/** The title of a rule in Markdown, with names of settings and files as code. @param {string} title */
function titleInMarkdown(title) {
  return title.replace(/(?<![\w`])(?:-T<TMPF>|\.(?:cf|mc)\b|[A-Za-z][A-Za-z0-9]*_\w+)/g, "`$&`").replaceAll("|", "\\|");
}

/** Writes the title of each rule as the first sentence of its page. @param {readonly any[]} all */
async function writeTitles(all) {
  for (const { code, title } of all) {
    const page = await readFile(path.join(rulesDir, code, "README.md"), "utf8");
    const first = `# ${code}\n\n${titleInMarkdown(title)}.\n`;
    await put(
      `server/src/rules/${code}/README.md`,
      page.replace(/^# .*\n\n.*\n/, () => first),
    );
  }
}

/** @param {readonly any[]} all */
function index(all) {
  const categories = [...new Set(all.map(({ code }) => code.split("-")[0]))];
  return [
    "# Rules",
    "",
    "<!-- Written by scripts/rules.mjs from the rule folders. Do not edit it: a rule and its page are in server/src/rules. -->",
    "",
    `${all.length} rules. The tables give the severity of each rule and whether the lightbulb offers a fix. "strict" marks the rules that only that preset turns on.`,
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
            `| [${meta.code}](../../server/src/rules/${meta.code}/README.md) | ${titleInMarkdown(meta.title)} | ${meta.severity}${meta.strict ? " (strict)" : ""} | ${FIX[/** @type {keyof typeof FIX} */ (meta.fix)]} |`,
        ),
    ]),
    "",
  ].join("\n");
}

/** The settings as JSON schemas: the project file's, and that of each setting with its place and its default. */
async function settings() {
  const { default: schemas } = await load(
    `import * as z from "zod/mini";
    import { DEFAULT_SETTINGS, projectFileSchema, SHAPES, settingPath } from "./settings.ts";
    const json = (schema) => z.toJSONSchema(schema, { target: "draft-7" });
    const single = Object.entries(SHAPES).map(([name, { schema }]) => ({
      key: ["sendmail", ...settingPath(name)].join("."),
      schema: json(schema),
      standard: DEFAULT_SETTINGS[name],
    }));
    export default { project: json(projectFileSchema()), single };`,
    "server/src",
  );
  return schemas;
}

/**
 * Writes what the manifest says of a setting's values: its type, words, pattern and default. An empty text stands for what is detected.
 * What people read of it is written in the manifest.
 * @param {any} property @param {{ schema: any, standard: unknown }} setting
 */
function describe(property, { schema, standard }) {
  property.type = schema.type;
  if (schema.type === "string") {
    const optional = standard === undefined;
    if (schema.enum !== undefined) property.enum = [...(optional ? [""] : []), ...schema.enum];
    if (schema.pattern !== undefined) property.pattern = optional ? `^$|${schema.pattern}` : schema.pattern;
    // The address of the pages has its default in the manifest alone: it is shown, and an empty one is the same.
    property.default = standard ?? property.default ?? "";
  } else property.default = standard;
  if (schema.type === "object") property.additionalProperties = schema.additionalProperties;
}

/** Files of relay tests, for editors that know YAML. */
async function relayTestsSchema() {
  const { default: schema } = await load(
    'export { relayTestSchema as default } from "./schema.ts";',
    "server/src/relay-tests",
  );
  return `${JSON.stringify({ title: "Relay tests of Sendmail for VS Code and sendmail-lint", ...schema() }, undefined, 2)}\n`;
}

const all = await codes();
await put("server/src/rules/all.ts", listing(all));
if (!isStale()) {
  const described = await metas();
  await writeTitles(described);
  await put("docs/rules/README.md", index(described));
  await mkdir(path.join(ROOT, "schemas"), { recursive: true });
  const { project, single } = await settings();
  const title = "Project file of Sendmail for VS Code and sendmail-lint";
  await put("schemas/sendmail-lint.schema.json", `${JSON.stringify({ title, ...project }, undefined, 2)}\n`);
  await put("schemas/relay-test.schema.json", await relayTestsSchema());
  await changeManifest(({ contributes }) => {
    const { properties } = contributes.configuration;
    for (const setting of single) describe(properties[setting.key], setting);
    properties["sendmail.rules"].propertyNames = {
      enum: described.flatMap((/** @type {{code: string, former?: {code: string}[]}} */ { code, former = [] }) => [
        code,
        ...former.map((one) => one.code),
      ]),
    };
  });
  // A count that is wrong by one misleads nobody: it is written, and not checked.
  for (const file of isCheck ? [] : ["README.md", "CHANGELOG.md"]) {
    const text = await readFile(path.join(ROOT, file), "utf8");
    await put(file, text.replace(/^(- )?\d+ rules(?=, each| in )/m, `$1${all.length} rules`));
  }
  // Pages lie beside their rules. Copies from before that come back with a merge.
  for (const name of await readdir(docsDir)) {
    if (name === "README.md") continue;
    if (isCheck) noteStale(`docs/rules/${name}`);
    else await rm(path.join(docsDir, name));
  }
}
finish("rules.mjs");
