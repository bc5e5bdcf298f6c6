// The rules about a .cf are silent on what the libraries of four versions build, and on the programs' own configurations.
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { builtConfigurations } from "../cf/configurations.ts";
import { versionsThere } from "../programs.ts";

const RULES = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => meta.kinds.includes("cf"));

/** Files of the distribution whose own rules call a ruleset that the library does not have any more. */
const CALLS_SEVEN = /^(?:huginn\.cs|mail\.cs|mail\.eecs|python\.cs|ucbvax)\.mc$/;

describe.each(versionsThere())("the .cf files of sendmail %s", (version) => {
  const built = builtConfigurations(version).filter(({ title }) => !title.includes("__"));

  it("are many", () => expect(built.length).toBeGreaterThan(20));

  it.each(built.map(({ title, cf }) => [title, cf] as const))(
    "%s has no findings but known ones",
    async (title, cf) => {
      const site = await siteFrom({ "sendmail.cf": cf });
      const found = [...lint(site, RULES).values()].flat().map(({ meta, message }) => `${meta.code}: ${message}`);
      const known = (text: string) =>
        CALLS_SEVEN.test(title) && text.startsWith("cf-missing-ruleset: There is no ruleset 7");
      expect(found.filter((text) => !known(text))).toEqual([]);
    },
  );
});
