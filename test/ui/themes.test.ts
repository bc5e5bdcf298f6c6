// Every colour theme that VS Code brings: nothing that sendmail reads looks like a comment.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/project.mjs";
import { ensureCodeServer } from "../../scripts/vscode/install.mjs";

interface TokenColour {
  readonly scope?: string | readonly string[];
  readonly settings: { readonly foreground?: string };
}

interface ThemeFile {
  readonly include?: string;
  readonly tokenColors?: readonly TokenColour[];
}

const { entry } = await ensureCodeServer();
const EXTENSIONS = path.join(path.dirname(entry), "../../lib/vscode/extensions");

/** JSON with comments and commas at the end, as themes are written. */
function readTheme(file: string): ThemeFile {
  const text = readFileSync(file, "utf8")
    .replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? "")
    .replace(/,(\s*[}\]])/g, "$1");
  return JSON.parse(text);
}

/** The colours of a theme, those that it includes first. */
function coloursOf(file: string): readonly TokenColour[] {
  const { include, tokenColors = [] } = readTheme(file);
  return [...(include === undefined ? [] : coloursOf(path.join(path.dirname(file), include))), ...tokenColors];
}

/** The colour of a scope: that of the longest name that is its beginning; undefined where it is that of plain text. */
function colourOf(scope: string, colours: readonly TokenColour[]): string | undefined {
  let longest = 0;
  let found: string | undefined;
  for (const { scope: names = [], settings } of colours)
    for (const name of (typeof names === "string" ? names.split(",") : names).map((one) => one.trim()))
      if (settings.foreground !== undefined && `${scope}.`.startsWith(`${name}.`) && name.length >= longest) {
        longest = name.length;
        found = settings.foreground;
      }
  return found;
}

/** All scopes that our grammars name. */
const SCOPES = new Set(
  readdirSync(path.join(ROOT, "syntaxes"))
    .filter((name) => name.endsWith(".tmLanguage.json"))
    .flatMap((name) =>
      Array.from(
        readFileSync(path.join(ROOT, "syntaxes", name), "utf8").matchAll(/"(?:name|contentName)": "([^"]+)"/g),
        ([, names = ""]) => names.split(" "),
      ).flat(),
    ),
);

const THEMES = readdirSync(EXTENSIONS)
  .filter((name) => name.startsWith("theme-"))
  .flatMap((name) => {
    const folder = path.join(EXTENSIONS, name);
    const { contributes = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
      contributes?: { themes?: readonly { id?: string; label: string; path: string }[] };
    };
    return (contributes.themes ?? []).map((theme) => ({
      theme: theme.id ?? theme.label,
      file: path.join(folder, theme.path),
    }));
  })
  .filter(({ file }) => file.endsWith(".json"));

test("there are light, dark and high-contrast themes, and scopes", () => {
  const ids = THEMES.map(({ theme }) => theme);
  for (const id of ["Light Modern", "Dark Modern", "Default High Contrast", "Solarized Light"])
    expect(ids).toContain(id);
  expect(SCOPES.size).toBeGreaterThan(50);
});

test.each(THEMES)("in $theme only comments look like comments", ({ file }) => {
  const colours = coloursOf(file);
  const comment = colourOf("comment.line", colours);
  expect(comment).toBeDefined();
  const alike = [...SCOPES].filter((scope) => !/\bcomment\b/.test(scope) && colourOf(scope, colours) === comment);
  expect(alike).toEqual([]);
});
