// The manifest's languages have their grammar and configuration, and themes colour what the grammars name.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const folder = import.meta.dirname;
const files = readdirSync(folder);
const grammars = files.filter((name) => name.endsWith(".tmLanguage.json"));

/** Scopes that VS Code's own light, dark and high contrast themes all have a colour for. */
const COLOURED =
  /^(comment|string|keyword\.(control|other)|constant\.(numeric|language|character)|entity\.name\.(type|function)|support\.(function|type)|variable|invalid)\./;

/** Left in the colour of plain text on purpose. */
const PLAIN = /^(punctuation|meta|keyword\.operator)\./;

interface Node {
  readonly name?: string;
  readonly contentName?: string;
  readonly include?: string;
}

/** Every object of a JSON value. */
function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function read(name: string): { readonly scopeName: string; readonly repository?: Record<string, unknown> } {
  return JSON.parse(readFileSync(path.join(folder, name), "utf8"));
}

test.each(grammars)("%s names scopes that themes colour", (name) => {
  const { repository, ...rest } = read(name);
  const nodes = [...nodesOf({ repository, patterns: (rest as { patterns?: unknown }).patterns })];
  const scopes = nodes.flatMap((node) => [node.name, node.contentName]).flatMap((names) => names?.split(" ") ?? []);
  expect(scopes.length).toBeGreaterThan(0);
  expect(scopes.filter((scope) => !COLOURED.test(scope) && !PLAIN.test(scope))).toEqual([]);
  expect(scopes.filter((scope) => !/\.(m4|sendmail-\w+)$/.test(scope))).toEqual([]);
});

test.each(grammars)("%s includes only what there is", (name) => {
  const { repository = {}, ...rest } = read(name);
  const includes = [...nodesOf({ ...rest, repository })].flatMap((node) => node.include ?? []);
  const missing = includes.filter((target) => {
    if (target.startsWith("#")) return repository[target.slice(1)] === undefined;
    const [scope = "", item = ""] = target.split("#");
    const other = grammars.map(read).find(({ scopeName }) => scopeName === scope);
    return other?.repository?.[item] === undefined;
  });
  expect(missing).toEqual([]);
  const used = new Set(includes.filter((target) => target.startsWith("#")).map((target) => target.slice(1)));
  const borrowed = new Set(
    grammars.flatMap((other) =>
      [...nodesOf(read(other))].flatMap((node) => node.include?.replace(`${read(name).scopeName}#`, "") ?? []),
    ),
  );
  expect(Object.keys(repository).filter((item) => !used.has(item) && !borrowed.has(item))).toEqual([]);
});

test("each language of the manifest has its configuration and its grammar", () => {
  const manifest = JSON.parse(readFileSync(path.join(folder, "../package.json"), "utf8")) as {
    contributes: {
      languages: { id: string; configuration: string }[];
      grammars: { language: string; scopeName: string; path: string }[];
    };
  };
  const { languages, grammars: contributed } = manifest.contributes;
  expect(languages.map(({ configuration }) => path.basename(configuration)).sort()).toEqual(
    files.filter((name) => name.endsWith(".language-configuration.json")).sort(),
  );
  for (const grammar of contributed) {
    expect(read(path.basename(grammar.path)).scopeName).toBe(grammar.scopeName);
    expect(languages.map(({ id }) => id)).toContain(grammar.language);
  }
  expect(contributed.map((grammar) => path.basename(grammar.path)).sort()).toEqual(grammars.toSorted());
});

test("patterns of the configurations are regular expressions that JavaScript takes", () => {
  for (const name of files.filter((file) => file.endsWith(".language-configuration.json"))) {
    const { wordPattern, folding } = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as {
      wordPattern: string;
      folding: { markers: { start: string; end: string } };
    };
    for (const pattern of [wordPattern, folding.markers.start, folding.markers.end])
      expect(() => new RegExp(pattern), `${name}: ${pattern}`).not.toThrow();
    expect("").not.toMatch(new RegExp(`^(?:${wordPattern})$`));
  }
});
