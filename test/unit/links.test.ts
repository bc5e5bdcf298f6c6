// Links between the documents: each leads to a file that is there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

/** Documents a person reads, relative to the project. */
const documents = ["", "docs", "docs/rules"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join(folder, name)),
);

/** Targets of the relative links of a document, without fragments. */
function targets(text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)[^)]*\)/g)].map((match) => match[1] ?? "");
}

test.each(documents)("every relative link in %s leads to a file", (document) => {
  const text = readFileSync(path.join(ROOT, document), "utf8");
  const broken = targets(text).filter((target) => !existsSync(path.join(ROOT, path.dirname(document), target)));
  expect(broken).toEqual([]);
});

test("links are found, the ones to the rules' pages among them", () => {
  const index = readFileSync(path.join(ROOT, "docs/rules/README.md"), "utf8");
  expect(targets(index)).toContain("../../server/src/rules/relay-promiscuous/README.md");
});
