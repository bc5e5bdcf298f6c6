// A fix that asks says in its title what it will grant, refuse or change, wherever its rule speaks.
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import { memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import { FOLDER, mistakenSite } from "../soak/mistakes.ts";
import { pageSites } from "../unit/rule-pages.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);
const SITES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ...ALL_RULES.flatMap(({ rule: { meta }, page }) =>
    pageSites(page, "Avoid").map(
      (files) =>
        [
          meta.code,
          Object.fromEntries(
            Object.entries(files).map(([name, text]) => [
              name.startsWith("/") ? `file://${name}` : FOLDER + name,
              text,
            ]),
          ),
        ] as const,
    ),
  ),
  ...Array.from({ length: 30 }, (_, seed) => [`made up ${seed}`, mistakenSite(seed)] as const),
];

/** Titles of the fixes that ask, with the code of their rule. */
async function asking(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const sites = new Sites(memoryWorkspace(files));
  const found = new Set<string>();
  for (const uri of Object.keys(files))
    for (const site of await sites.sitesOf(uri))
      for (const { meta, fixes } of [...lint(site, RULES, { preset: "strict" }).values()].flat())
        for (const { grade, title } of fixes?.() ?? []) if (grade === "asks") found.add(`${meta.code}: ${title}`);
  return [...found];
}

describe("the title of a fix that asks", () => {
  it("names the effect", { timeout: 120_000 }, async () => {
    const titles = new Set<string>();
    for (const [, files] of SITES) for (const title of await asking(files)) titles.add(title);
    expect(titles.size).toBeGreaterThan(50);
    // The code, what the fix writes, and what comes of it.
    expect([...titles].filter((title) => !/^[\w-]+: .+: \S+ \S/s.test(title))).toEqual([]);
  });
});
