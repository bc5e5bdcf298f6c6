// Whole servers written as their postmasters would write them: makemap and newaliases take each file, and we read it as they do and say
// only what is named here.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS, MAP_KINDS } from "../../../server/src/kinds/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs, memoryWorkspace } from "../../../server/src/site/index.ts";
import { safeFolder, VERSIONS } from "../programs.ts";
import { compareMaps, toBytes } from "./ask-makemap.ts";
import { aliasAccount, NewAliases } from "./newaliases.ts";

const SITES = path.join(import.meta.dirname, "written");

/** What is said of a server, errors and warnings: `file:line code`. All of it is meant. */
const SAID: Readonly<Record<string, readonly string[]>> = {};

const folder = safeFolder();
afterAll(() => folder.dispose());

function filesOf(site: string): readonly (readonly [name: string, text: string])[] {
  const dir = path.join(SITES, site);
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(dir, file), readFileSync(file, "utf8")]);
}

describe.each(readdirSync(SITES).sort())("%s", (site) => {
  const files = filesOf(site);

  test("makemap refuses no line, and reads each file as we do", () => {
    const maps = files.filter(([name]) => MAP_KINDS.some((kind) => kind === name));
    for (const [name, text] of maps)
      for (const version of VERSIONS) {
        const table = compareMaps(folder, text, { type: name === "userdb" ? "btree" : "hash", version });
        expect(table.errors()).toEqual([]);
      }
    expect(maps.length).toBeGreaterThan(1);
  });

  test.each(VERSIONS)("newaliases of %s refuses no line, and reads each file as we do", (version) => {
    const texts = files.filter(([name]) => name.includes("aliases")).map(([, text]) => text);
    const newaliases = new NewAliases(version);
    const answers = newaliases.ask(texts.map(toBytes)).flatMap(({ made }) => made);
    newaliases.dispose();
    expect(answers.flatMap(({ messages }) => messages)).toEqual([]);
    expect(texts.map((text) => aliasAccount(text, version === "8.15.2"))).toEqual(answers);
    expect(texts.length).toBeGreaterThan(0);
  });

  test("nothing else is said of it", async () => {
    const at = (name: string) => `file:///etc/mail/${name}`;
    const workspace = memoryWorkspace(Object.fromEntries(files.map(([name, text]) => [at(name), text])));
    const rules = ALL_RULES.map(({ rule }) => rule);
    const judge = new Judge(workspace, DEFAULT_SETTINGS, { configs: new KnownConfigs(), kinds: KINDS, rules });
    const said = new Set<string>();
    for (const [name] of files)
      for (const { site: judged, problems } of await judge.judge(at(name)))
        for (const { span, meta, severity } of problems) {
          const line = judged.document(span.source)?.positionAt(span.start).line ?? -1;
          if (severity === "error" || severity === "warning")
            said.add(`${span.source.slice(at("").length)}:${line + 1} ${meta.code}`);
        }
    expect([...said].sort()).toEqual(SAID[site] ?? []);
  });
});
