// Holds everything that people read to plain English: the words of this table are not used, the ones beside them are.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What is not written, and what is written for it. */
const GLOSSARY: readonly (readonly [not: RegExp, but: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/i, "fix"],
  [/\bcure[sd]?\b/i, "fix"],
  [/\bremarks?\b/i, "comment; note"],
  [
    /\bbehind\b(?! (?:(?:a|an|the|this|one|some|another) )?(?:same )?(?:firewall|router|NAT|provider|socket|proxy|gateway|address|alias|list|name))/i,
    "after",
  ],
  [/\bin front\b/i, "before"],
  [/\bkn(?:ow|ows|ew) (?:no|nothing)\b/i, "does not know; does not support; has no"],
  [/\b(?:stands?|stood)\b(?! for\b| in for\b| alone\b)/i, "is"],
  [/\banew\b/i, "again"],
  [/\bfound out\b/i, "detected"],
  [/\bshall\b/i, "must; should"],
  [/\bat hand\b/i, "available"],
  [/\bsuperfluous\b/i, "redundant"],
  [/\ball the same\b/i, "anyway"],
  [/\bin spite of\b/i, "despite"],
  [/\b(?:for want|for lack) of\b/i, "without"],
  [/\bthanks to\b/i, "because of"],
  [/\bin vain\b/i, "without success"],
  [/\bwhoever\b/i, "anyone who"],
  [/\bonce more\b/i, "again"],
  [/\bgoes before\b/i, "overrides"],
  [/\bblanks?\b(?! substitution)/i, "space"],
  [/\bwants\b/i, "needs"],
  [/\bholds\b(?! (?:all )?mail)/i, "contains; applies"],
  [
    /(?<!\bthere )\b(?:is|are|was|were) no (?!\w+ at all\b|longer\b|more\b|better\b|worse\b|different\b|others?\b)/i,
    "is not a",
  ],
  [/\b(?:taken for|takes? (?:it|this|that|them) for)\b/i, "reads as"],
  [/\bwithout a word\b/i, "silently"],
  [/\b(?:lies|lie) in\b/i, "is in"],
  [/\bbelongs? into\b/i, "belongs in"],
  [/\band (?:its|their) kin\b/i, "and similar"],
  [/\bin the clear\b/i, "unencrypted"],
  [/\bto their likes?\b|\band their like\b/i, "and similar"],
];

interface Passage {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function filesBelow(folder: string, wanted: (name: string) => boolean): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

const isSource = (name: string) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "testing.ts";
const SOURCES = [...filesBelow("server/src", isSource), ...filesBelow("client/src", isSource)];

function lines(file: string, text: string): readonly Passage[] {
  return text.split("\n").map((line, at) => ({ file, line: at + 1, text: line }));
}

/** Prose of a Markdown file: without fenced blocks, code and the targets of links. */
function prose(file: string): readonly Passage[] {
  let isFenced = false;
  return lines(file, readFileSync(path.join(ROOT, file), "utf8")).flatMap((passage) => {
    if (/^\s*(?:```|~~~)/.test(passage.text)) isFenced = !isFenced;
    const text = passage.text.replace(/``.*?``|`[^`]*`|\]\([^)]*\)|<!--.*?-->/g, " ");
    return isFenced ? [] : [{ ...passage, text }];
  });
}

/** A source, parsed only where its text as a whole has a word of the glossary: parsing all of them takes seconds. */
function parsed(file: string) {
  const source = readFileSync(path.join(ROOT, file), "utf8");
  if (!GLOSSARY.some(([not]) => not.test(source))) return undefined;
  const { program, comments } = parseSync(file, source);
  const lineAt = (offset: number) => source.slice(0, offset).split("\n").length;
  return { program, comments, lineAt };
}

/** Strings of a source that have words in them; a template's expressions are strings of their own. */
function strings(file: string): readonly Passage[] {
  const source = parsed(file);
  if (source === undefined) return [];
  const found: Passage[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, value, start = 0 } = node as { type?: string; value?: unknown; start?: number };
    const cooked = type === "TemplateElement" ? (value as { cooked?: string }).cooked : undefined;
    const text = type === "Literal" && typeof value === "string" ? value : (cooked ?? "");
    if (/[a-z]{2} /i.test(text)) found.push({ file, line: source.lineAt(start), text });
    for (const child of Object.values(node)) visit(child);
  };
  visit(source.program);
  return found;
}

function comments(file: string): readonly Passage[] {
  const source = parsed(file);
  return (source?.comments ?? []).map(({ value, start }) => ({ file, line: source?.lineAt(start) ?? 0, text: value }));
}

/** What the glossary has against the passages, with the place and the better word. */
function faults(passages: readonly Passage[]): readonly string[] {
  return passages.flatMap(({ file, line, text }) =>
    GLOSSARY.flatMap(([not, but]) => {
      const hit = not.exec(text);
      if (hit === null) return [];
      const around = text.slice(Math.max(0, hit.index - 30), hit.index + hit[0].length + 30).replace(/\s+/g, " ");
      return [`${file}:${line}: "${around}": write "${but}"`];
    }),
  );
}

const MANIFEST = lines("package.json", readFileSync(path.join(ROOT, "package.json"), "utf8"));
const PAGES = filesBelow("server/src/rules", (name) => name === "README.md");
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...filesBelow("docs", (name) => name.endsWith(".md")),
  ...filesBelow("examples", (name) => name.endsWith(".md")),
];
const DATA = filesBelow("server/src/catalog/data", (name) => name.endsWith(".yaml"));

describe("plain English", () => {
  it.each([
    ["titles, messages, fixes, hovers and everything else in strings", () => SOURCES.flatMap(strings)],
    ["comments", () => SOURCES.flatMap(comments)],
    ["the catalogue", () => DATA.flatMap((file) => lines(file, readFileSync(path.join(ROOT, file), "utf8")))],
    ["the rules' pages", () => PAGES.flatMap(prose)],
    ["the manifest", () => MANIFEST],
    ["the documents", () => DOCUMENTS.flatMap(prose)],
  ])("is what is written in %s", (_, passages) => {
    const read = passages();
    expect(read.length).toBeGreaterThan(20);
    expect(faults(read)).toEqual([]);
  });

  it("is missed where it is missing", () => {
    const [bad] = prose("docs/adding-a-kind.md");
    expect(
      faults([{ file: "x", line: bad?.line ?? 1, text: "It is no macro, and stands behind a blank." }]),
    ).toHaveLength(4);
    expect(faults([{ file: "x", line: 1, text: "There is no macro behind this firewall; % stands for all." }])).toEqual(
      [],
    );
  });
});
