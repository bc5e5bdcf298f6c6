// The lines and class members that we say a .mc brings into the .cf are in the real .cf, and nothing else is.
import { afterAll, describe, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { cfDir } from "../programs.ts";
import { realCases, realM4, wholeDisk, withoutLibrary } from "./cases.ts";
import { memberships, ourMemberships, outsideOfSections, strayLines } from "./cf-text.ts";

const { cases, dispose } = realCases();
let stray = 0;
let inSections = 0;
let classMembers = 0;
afterAll(() => {
  dispose();
  console.log(
    `mc/cf-lines: ${cases.length} files, ${stray} stray lines, ${inSections} lines in sections, ${classMembers} class members`,
  );
});

describe.each([
  ["with its own tables", withoutLibrary],
  ["with the library at hand", wholeDisk],
] as const)("%s", (_title, host) => {
  test.each(cases.map((item) => [item.title, item] as const))("%s", (_name, item) => {
    const config = readMailConfig(item.source, { host, cfDir: cfDir() });
    const cf = realM4(item).stdout;
    const ours = strayLines(config);
    expect(ours).toEqual(outsideOfSections(cf));
    const written = new Set(cf.split("\n"));
    const sections = config.cfLines.filter((line) => line.section !== "stray" && line.kind !== "blank");
    expect(sections.filter((line) => !written.has(line.text))).toEqual([]);
    const members = ourMemberships(config);
    // What a fatal error cuts off is read all the same; UUCP neighbours of SITECONFIG stand in files of the library.
    const cut = config.fatal !== undefined || (host === withoutLibrary && config.macro("SITECONFIG").length > 0);
    if (!cut) expect(members).toEqual(memberships(cf));
    if (host !== withoutLibrary) return;
    classMembers += members.length;
    stray += ours.length;
    inSections += sections.length;
  });
});
