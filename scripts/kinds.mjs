// Writes what follows from the registry of kinds (server/src/kinds/names.ts): the lists of their modules, the client's lists, the
// manifest's languages, grammars, activation events, menus and editor settings, the lists of files in README.md and docs/editors.md.
// `node scripts/kinds.mjs --check` writes nothing and fails where one of them is stale.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { changeManifest, finish, formatted, load, noteStale, put } from "./generated.mjs";
import { ROOT } from "./project.mjs";

/** What a listing imports of each kind. @param {string} name @param {string} part `kind` or `editor` */
function variable(name, part) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()) + part.charAt(0).toUpperCase() + part.slice(1);
}

/** A module that lists one part of every kind. @param {readonly string[]} names @param {string} part @param {readonly string[]} imports @param {string} opening @param {string} about */
function listing(names, part, imports, opening, about) {
  const lines = [
    ...imports,
    ...names.map((name) => `import { ${part} as ${variable(name, part)} } from "./${name}/${part}.ts";`),
  ];
  const source = (/** @type {string} */ line) => /from "(.*)"/.exec(line)?.[1] ?? "";
  lines.sort((a, b) => (source(a) < source(b) ? -1 : 1));
  return [
    `// ${about} Written by scripts/kinds.mjs from names.ts; do not edit.`,
    ...lines,
    "",
    opening,
    ...names.map((name) => `  ${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${variable(name, part)},`),
    "};",
    "",
  ].join("\n");
}

/** A language of the manifest. @param {any} kind @param {readonly string[]} globs */
export function language(kind, globs) {
  const { languageId: id, titles, names, firstLine } = kind;
  return {
    id,
    aliases: [...titles],
    ...(names.own.length === 0 ? {} : { filenames: [...names.own] }),
    ...(globs.length === 0 ? {} : { filenamePatterns: [...globs] }),
    ...(firstLine === undefined ? {} : { firstLine }),
    configuration: `./syntaxes/${id}.language-configuration.json`,
    icon: { light: "./docs/images/file.svg", dark: "./docs/images/file.svg" },
  };
}

/** @param {any} kind */
function grammar({ languageId }) {
  return {
    language: languageId,
    scopeName: `source.${languageId}`,
    path: `./syntaxes/${languageId}.tmLanguage.json`,
  };
}

/** The clause that is true in the editors of some kinds. @param {readonly any[]} all @param {string} command */
function whenIn(all, command) {
  const ids = all.filter(({ commands }) => commands.includes(command)).map(({ languageId }) => languageId);
  if (ids.length === all.length) return "editorLangId =~ /^sendmail-/";
  if (ids.length === 1) return `editorLangId == ${ids[0]}`;
  return `editorLangId =~ /^sendmail-(${ids.map((id) => id.replace(/^sendmail-/, "")).join("|")})$/`;
}

const LANGUAGE_CLAUSE = /^editorLangId (?:=~ \/[^/]*\/|== [\w-]+)/;

/**
 * Puts what follows from the kinds into a manifest.
 * @param {any} manifest changed in place @param {readonly any[]} all the kinds @param {(kind: any) => readonly string[]} globsOf
 */
export function fillManifest(manifest, all, globsOf) {
  const { contributes } = manifest;
  const isOurs = (/** @type {string} */ event) => event.startsWith("onLanguage:sendmail-");
  manifest.activationEvents = [
    ...all.map(({ languageId }) => `onLanguage:${languageId}`),
    ...manifest.activationEvents.filter((/** @type {string} */ event) => !isOurs(event)),
  ];
  contributes.languages = all.map((kind) => language(kind, globsOf(kind)));
  contributes.grammars = all.map(grammar);
  const others = Object.entries(contributes.configurationDefaults).filter(([key]) => !key.startsWith("[sendmail-"));
  const ours = all.flatMap((kind) => (kind.editorDefaults ? [[`[${kind.languageId}]`, kind.editorDefaults]] : []));
  contributes.configurationDefaults = Object.fromEntries([...others, ...ours]);
  const commands = new Set(all.flatMap((kind) => kind.commands));
  for (const items of Object.values(contributes.menus)) {
    for (const item of /** @type {{ command?: string, when: string }[]} */ (items)) {
      const command = item.command?.replace(/^sendmail\./, "");
      if (command !== undefined && commands.has(command))
        item.when = item.when.replace(LANGUAGE_CLAUSE, whenIn(all, command));
    }
  }
}

/** The client's lists. @param {readonly any[]} all */
function clientLists(all) {
  const looked = all.filter(({ form }) => form !== "compiled");
  const quoted = (/** @type {string} */ text) => text.replace(/[.+]/g, "\\$&");
  const patterns = [
    ...looked.flatMap(({ names }) => names.extensions.map((/** @type {string} */ one) => `[^/]+\\.${quoted(one)}`)),
    ...looked
      .filter(({ names }) => names.extensions.length === 0)
      .flatMap(({ names }) => [...names.own, ...names.shared].map(quoted)),
  ];
  return [
    "// The languages, and the names that are worth a look into a file. Written by scripts/kinds.mjs; do not edit.",
    "",
    "export const LANGUAGES = [",
    ...all.map(({ languageId }) => `  ${JSON.stringify(languageId)},`),
    "] as const;",
    "",
    "/** Paths of files that may be ours; their content says whether they are. */",
    "export const CANDIDATE =",
    `  /(^|\\/)(${patterns.join("|")})$/i;`,
    "",
  ].join("\n");
}

const LIST = /(<!-- kinds: written by scripts\/kinds\.mjs -->\n)[\s\S]*?(<!-- \/kinds -->)/;

/** Puts a list between the marks of a page. @param {string} page @param {readonly string[]} lines */
async function fillPage(page, lines) {
  const text = await readFile(path.join(ROOT, page), "utf8");
  if (!LIST.test(text)) noteStale(`${page} (its list of kinds is gone)`);
  await put(
    page,
    text.replace(LIST, (_, start, end) => `${start}\n${lines.join("\n")}\n\n${end}`),
  );
}

/** Writes or checks everything. */
async function main() {
  const { KIND_NAMES: names } = await load('export { KIND_NAMES } from "./names.ts";', "server/src/kinds");
  await put(
    "server/src/kinds/all.ts",
    listing(
      names,
      "kind",
      ['import type { KindName } from "./names.ts";', 'import type { Kind } from "./types.ts";'],
      "export const ALL_KINDS: Readonly<Record<KindName, Kind>> = {",
      "Every kind.",
    ),
  );
  await put(
    "server/src/kinds/editors.ts",
    listing(
      names,
      "editor",
      ['import type { Editors } from "../features/editor.ts";'],
      "export const EDITORS: Editors = {",
      "What the editor's features say in files of each kind.",
    ),
  );
  const { KINDS, editorGlobs } = await load('export { KINDS, editorGlobs } from "./index.ts";', "server/src/kinds");
  await changeManifest((manifest) => fillManifest(manifest, KINDS.all, editorGlobs));
  await put("client/src/kinds.ts", formatted("client/src/kinds.ts", clientLists(KINDS.all)));
  await fillPage(
    "README.md",
    KINDS.all.map((/** @type {any} */ kind) => `- ${kind.titles[0]} (\`${kind.languageId}\`): ${kind.about}`),
  );
  const cells = (/** @type {readonly string[]} */ words) => words.map((word) => `\`${word}\``).join(", ");
  await fillPage("docs/editors.md", [
    "| language | names | patterns |",
    "| --- | --- | --- |",
    ...KINDS.all.map(
      (/** @type {any} */ kind) =>
        `| \`${kind.languageId}\` | ${cells(kind.names.own)} | ${cells(editorGlobs(kind))} |`,
    ),
  ]);
  finish("kinds.mjs");
}

if (process.argv[1] === import.meta.filename) await main();
