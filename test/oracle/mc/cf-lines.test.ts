// The text that we say lands in the .cf by accident or through LOCAL_* sections is in the real .cf, and nothing else is.
import { afterAll, describe, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { cfDir } from "../programs.ts";
import { realCases, realM4, wholeDisk, withoutLibrary } from "./cases.ts";

const { cases, dispose } = realCases();
let stray = 0;
let inSections = 0;
afterAll(() => {
  dispose();
  console.log(`mc/cf-lines: ${cases.length} files, ${stray} stray lines, ${inSections} lines in sections`);
});

/** Comments are not compared outside of sections: the library's files leave some of their own there. */
const matters = (line: string): boolean => line.trim() !== "" && !line.startsWith("#");

/** What stands in the .cf before the library's first line and between its head and its rules. */
function outsideOfSections(cf: string): string[] {
  const title = cf.indexOf("SENDMAIL CONFIGURATION FILE");
  const head = cf.indexOf("\n", cf.indexOf("$Id: cfhead.m4")) + 1;
  const rules = cf.indexOf("#####  $Id: proto.m4");
  const text = cf.slice(0, title) + cf.slice(head, rules < 0 ? undefined : rules);
  return text.split("\n").filter(matters);
}

describe.each([
  ["with its own tables", withoutLibrary],
  ["with the library at hand", wholeDisk],
] as const)("%s", (_title, host) => {
  test.each(cases.map((item) => [item.title, item] as const))("%s", (_name, item) => {
    const config = readMailConfig(item.source, { host, cfDir: cfDir() });
    const cf = realM4(item).stdout;
    const ours = config.cfLines.filter((line) => line.section === "stray").map((line) => line.text);
    expect(ours.filter(matters)).toEqual(outsideOfSections(cf));
    const written = new Set(cf.split("\n"));
    const sections = config.cfLines.filter((line) => line.section !== "stray" && line.kind !== "blank");
    expect(sections.filter((line) => !written.has(line.text))).toEqual([]);
    if (host !== withoutLibrary) return;
    stray += ours.filter(matters).length;
    inSections += sections.length;
  });
});
