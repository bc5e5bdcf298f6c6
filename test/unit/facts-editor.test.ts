// The list of promises in docs/facts-editor.md: the tests that it names exist and have what it says that they have, and no capability is left out.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { abilitiesOf } from "../../server/src/lsp/abilities.ts";
import { capabilitiesFor } from "../../server/src/lsp/capabilities.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const text = readFileSync(path.join(ROOT, "docs/facts-editor.md"), "utf8");
const [promises = "", capabilities = ""] = text.split("## Each capability of the protocol");
/** A place: a file, and words that are in it. */
const PLACE = /^`(\S+\.ts)` "(.+)"$/;

/** The cells of the tables' rows, their headings left out. */
function rowsOf(part: string): readonly (readonly string[])[] {
  return part
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:---|promise |capability )/.test(line))
    .map((line) => line.slice(2, -2).split(" | "));
}

/** What is wrong with a cell that names a place; undefined where the place is there. */
function wrong(cell: string, folder: string): string | undefined {
  const [, file = "", words = ""] = PLACE.exec(cell) ?? [];
  if (file === "") return `no place: ${cell}`;
  if (!file.startsWith(folder)) return `not in ${folder}: ${cell}`;
  const full = path.join(ROOT, file);
  if (!existsSync(full)) return `no file: ${cell}`;
  return readFileSync(full, "utf8").includes(words) ? undefined : `not in the file: ${cell}`;
}

test("each promise names tests that are there, of the server, in VS Code or in a browser", () => {
  const rows = rowsOf(promises);
  const found = rows.flatMap(([promise = "", server = "", suite = "", seen = "", ...more]) => {
    const places = [
      [server, ""],
      [suite, "test/vscode/"],
      [seen, "test/ui/"],
    ] as const;
    const named = places.filter(([cell]) => cell !== "-");
    if (named.length === 0 || more.length > 0) return [`no test: ${promise}`];
    return named.flatMap(([cell, folder]) => wrong(cell, folder) ?? []);
  });
  expect(found).toEqual([]);
  expect(rows.length).toBeGreaterThan(65);
});

/** Names of all that is promised: those of a provider with parts after a dot. */
function namesOf(promised: object): readonly string[] {
  return Object.entries(promised).flatMap(([name, value]) => {
    const parts = Object.entries(typeof value === "object" ? value : {}).filter(
      // What is said about a provider, and is nothing that can be asked for.
      ([part]) => !["triggerCharacters", "legend", "identifier"].includes(part),
    );
    return [...(name === "workspace" ? [] : [name]), ...parts.map(([part]) => `${name}.${part}`)];
  });
}

test("each capability that our extension is promised is asked for in VS Code, or it is said why it is not", () => {
  const client = abilitiesOf({
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { rename: { prepareSupport: true } } },
    initializationOptions: { isExtension: true },
  });
  const rows = rowsOf(capabilities);
  const listed = rows.map(([name = ""]) => name.replaceAll("`", ""));
  const excused = [...capabilities.matchAll(/Not asked for there: `([\w.]+)`/g)].map(([, name]) => name);
  expect([...listed, ...excused].sort()).toEqual([...namesOf(capabilitiesFor(client))].sort());
  expect(rows.flatMap(([, place = ""]) => wrong(place, "test/vscode/") ?? [])).toEqual([]);
});
