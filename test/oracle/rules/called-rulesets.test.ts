// Which rulesets the m4 libraries call: each is known by its name, so a ruleset of a site's own with another name is called by the site alone.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { builtInNames } from "../../../server/src/catalog/index.ts";
import { PROGRAM_RULESETS } from "../../../server/src/cf/program-rulesets.ts";
import { HOOKS } from "../../../server/src/rules/facts/rulesets.ts";
import { libraryOf, VERSIONS } from "../programs.ts";

const KNOWN = new Set([...builtInNames("ruleset"), ...HOOKS, ...Object.keys(PROGRAM_RULESETS)]);

test.each(VERSIONS)("%s calls no ruleset that we do not know", (version) => {
  const folder = libraryOf(version);
  const called = new Set<string>();
  for (const part of ["m4", "feature", "mailer", "hack", "ostype", "domain"])
    for (const name of readdirSync(path.join(folder, part))) {
      if (!name.endsWith(".m4")) continue;
      const text = readFileSync(path.join(folder, part, name), "utf8");
      for (const [, ruleset = ""] of text.matchAll(/\$>[+\s]*(?:<<\s*)?"?([A-Za-z]\w*)/g)) called.add(ruleset);
    }
  expect(called.size).toBeGreaterThan(20);
  expect([...called].filter((name) => !KNOWN.has(name))).toEqual([]);
});
