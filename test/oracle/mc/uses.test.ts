// The calls of the vocabulary that we record, with their lines, are those that GNU m4 traces with the real library.
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { vocabulary } from "../../../server/src/mc/vocabulary.ts";
import { cfDir } from "../programs.ts";
import { realCases, realM4, tracedUses, wholeDisk, withoutLibrary, writtenUses } from "./cases.ts";

const { cases, dispose } = realCases();
afterAll(dispose);

const words = [...vocabulary].filter((word) => word !== "SITE");
const flags = ["-daefl", ...words.map((word) => `-t${word}`)];
const counts = new Map<string, number>();

afterAll(() => {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
  console.log(
    `mc/uses: ${cases.length} files, ${total} calls of ${counts.size} macros; ${most.map(([n, c]) => `${n} ${c}`).join(", ")}`,
  );
});

test("every macro that the library and cf/README offer to an author is a word of the vocabulary", () => {
  const head = readFileSync(`${cfDir()}m4/cfhead.m4`, "latin1");
  const offered = [...head.matchAll(/^define\(`([A-Z][A-Z0-9_]+)'/gm)].map((match) => match[1] ?? "");
  const tools = new Set(["PUSHDIVERT", "POPDIVERT", "CONCAT", "DOL", "CF_LEVEL", "DATABASE_MAP_TYPE", "ALIAS_FILE"]);
  expect(offered.filter((name) => !tools.has(name) && !vocabulary.has(name))).toEqual([]);
  expect([...vocabulary].filter((name) => !head.includes(`\`${name}'`))).toEqual([]);
  console.log(`mc/uses: ${vocabulary.size} words, ${new Set(offered).size} macros in the library's head`);
});

describe.each([
  ["with its own tables", withoutLibrary],
  ["with the library at hand", wholeDisk],
] as const)("%s", (_title, host) => {
  test.each(cases.map((item) => [item.title, item] as const))("%s", (_name, item) => {
    const config = readMailConfig(item.source, { host, cfDir: cfDir() });
    expect(writtenUses(config)).toEqual(tracedUses(realM4(item, flags).stderr, item.source.name));
    if (host === withoutLibrary)
      for (const use of config.uses) counts.set(use.call.name, (counts.get(use.call.name) ?? 0) + 1);
  });
});
