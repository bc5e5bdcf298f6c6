// A new kind of file is one folder (here toy/) and one line in the registry: everything else follows from them.
import { describe, expect, it } from "vitest";
import manifest from "../../package.json";
import { fillManifest } from "../../scripts/kinds.mjs";
import { EDITORS } from "../../server/src/kinds/editors.ts";
import { editorGlobs, KIND_NAMES, KINDS, Kinds } from "../../server/src/kinds/index.ts";
import type { EntryRule, TableRule } from "../../server/src/rules/types.ts";
import { createService, PRODUCT } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { editor } from "./toy/editor.ts";
import { kind, TOY } from "./toy/kind.ts";

describe("the registry", () => {
  it("gives each kind the name of its folder, and no name to two of them", () => {
    expect(KINDS.all.map(({ name }) => name)).toEqual(KIND_NAMES);
    for (const { name, languageId } of KINDS.all) expect(languageId).toBe(`sendmail-${name}`);
    const names = KINDS.tableNames.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("has names that their own kinds know", () => {
    for (const { name, kind } of KINDS.tableNames) expect(kind.hasName(name), name).toBe(true);
  });
});

/** The line that a new kind takes. */
const kinds = new Kinds([...KINDS.all, kind]);
const editors = { ...EDITORS, [TOY]: editor };

const META = {
  severity: "warning",
  kinds: [TOY],
  fix: "safe",
  versions: ">=8.9",
  sources: ["none"],
} as const;

/** A rule about single lines of toys. */
const green: EntryRule = {
  meta: { ...META, code: "toy-green", title: "A green toy" },
  checkEntry(entry, _context, report) {
    if (entry.value !== "green") return;
    const fix = {
      title: "Paint it red",
      grade: "safe",
      changes: [{ span: entry.valueSpan, newText: "red" }],
    } as const;
    report({ span: entry.valueSpan, message: "This toy is green.", fixes: () => [fix] });
  },
};

/** A rule about whole files of toys: it must see no other file. */
const seen: string[] = [];
const whole: TableRule = {
  meta: { ...META, code: "toy-file", title: "A file of toys" },
  checkTable: (file) => void seen.push(file.uri),
};

const FOLDER = "file:///etc/mail/";
const TOYS = `${FOLDER}toys`;
const MC =
  "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\nLOCAL_CONFIG\nKtoybox hash -o /etc/mail/toys\n";

function open(files: Readonly<Record<string, string>>) {
  const texts = Object.entries(files).map(([name, text]) => [FOLDER + name, text]);
  return createService(memoryWorkspace(Object.fromEntries(texts)), {
    kinds,
    editors,
    rules: [...PRODUCT.rules, green, whole],
  });
}

const SITE = { "sendmail.mc": MC, access: "a.example RELAY\n", toys: "# a comment\nball green\ncar blue\n" };
const BALL = { line: 1, character: 2 };

describe("a kind that a test adds", () => {
  const service = open(SITE);

  it("is recognised by name and folder, and watched with what is compiled from it", () => {
    expect(service.identify(TOYS, "")).toBe("sendmail-toy");
    expect(service.identify("file:///home/toys", "")).toBeUndefined();
    expect(service.watchedFiles()).toContain("**/toys{,.db}");
    expect(kinds.isCandidate("toys")).toBe(true);
  });

  it("is part of the site that names it, and of the one beside it", async () => {
    expect((await service.relayStatus(TOYS))?.state).toBe("restricted");
    const beside = open({ ...SITE, "sendmail.mc": MC.replace(/^K.*\n/m, "") });
    expect((await beside.relayStatus(TOYS))?.state).toBe("restricted");
    const alone = open({ toys: SITE.toys });
    expect((await alone.diagnostics(TOYS)).map(({ code }) => code)).toEqual(["toy-green"]);
  });

  it("has rules of its own, which see no other file, and is seen by no other kind's rules", async () => {
    seen.length = 0;
    expect((await open(SITE).diagnostics(TOYS)).map(({ code }) => code)).toEqual(["toy-green"]);
    expect(seen).toEqual([TOYS]);
    expect(await service.diagnostics(`${FOLDER}access`)).toEqual([]);
  });

  it("has fixes, and comments that silence", async () => {
    const plan = await service.bulkFixes({ uri: TOYS, level: "safe" });
    expect(plan?.files.flatMap(({ edits }) => edits.map(({ newText }) => newText))).toEqual(["red"]);
    const shown = await service.diagnostics(TOYS);
    const start = { line: 0, character: 0 };
    const actions = await service.codeActions(TOYS, { range: { start, end: start }, diagnostics: shown }, undefined);
    const edits = actions.flatMap(({ edit }) => edit?.changes?.[TOYS] ?? []).map(({ newText }) => newText);
    expect(edits).toEqual([
      "red",
      "# sendmail-lint-disable-next-line toy-green -- reason\n",
      "# sendmail-lint-disable-file toy-green -- reason\n",
    ]);
    const silenced = open({ ...SITE, toys: `# sendmail-lint-disable-next-line toy-green -- it is nice\nball green\n` });
    expect(await silenced.diagnostics(TOYS)).toEqual([]);
  });

  it("has hovers, completion and a lens", async () => {
    const hover = await service.hover(TOYS, BALL);
    expect(hover?.contents).toMatchObject({ value: "The ball is green." });
    expect((await service.completion(TOYS, BALL)).map(({ label }) => label)).toEqual(["red"]);
    expect((await service.codeLenses(TOYS)).map(({ command }) => command?.title)).toEqual(["2 toys"]);
    expect(await service.signatureHelp(TOYS, BALL)).toBeUndefined();
    expect(await service.inlayHints(TOYS, { start: BALL, end: BALL })).toEqual([]);
  });

  it("is in the manifest: language, grammar, activation, editor settings, menus", () => {
    const filled = structuredClone(manifest);
    fillManifest(filled, kinds.all, editorGlobs);
    const { activationEvents, contributes } = filled;
    expect(activationEvents).toContain("onLanguage:sendmail-toy");
    expect(contributes.languages.at(-1)).toEqual({
      id: "sendmail-toy",
      aliases: ["Sendmail Toys"],
      filenamePatterns: ["**/etc/mail/toys", "**/mail/toys", "**/sendmail/toys"],
      configuration: "./syntaxes/sendmail-toy.language-configuration.json",
      icon: { light: "./docs/images/file.svg", dark: "./docs/images/file.svg" },
    });
    expect(contributes.grammars.at(-1)?.scopeName).toBe("source.sendmail-toy");
    expect(contributes.configurationDefaults).toMatchObject({ "[sendmail-toy]": { "editor.tabSize": 4 } });
    const when = (command: string) =>
      contributes.menus.commandPalette.find((item) => item.command === `sendmail.${command}`)?.when;
    expect(when("removeDangerousSettings")).toMatch(/\btoy\b/);
    expect(when("relayReport")).toMatch(/\btoy\b/);
    expect(when("explainRule")).toBe("editorLangId =~ /^sendmail-/");
    expect(when("preview")).toBe("editorLangId == sendmail-mc");
  });
});
