// On all real .mc files what we say m4 and its library print is what they print.
import { afterAll, describe, expect, test } from "vitest";
import { type LibraryMessage, readMailConfig } from "../../../server/src/mc/index.ts";
import { fileMacros, sectionMacros } from "../../../server/src/mc/vocabulary.ts";
import { type Case, realCases, realM4, traceLines, wholeDisk, withoutLibrary } from "../mc/cases.ts";
import { cfDir } from "../programs.ts";

const { cases, dispose } = realCases();
afterAll(dispose);

const words = Object.keys({ ...sectionMacros, ...fileMacros });
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
const isFromCall = (message: LibraryMessage): boolean => message.call !== undefined;

/** One message may be printed in several pieces. */
const withoutRepeats = (lines: readonly number[]): number[] => lines.filter((line, index) => line !== lines[index - 1]);

/** Lines of the calls in the .mc during which the library printed something, as m4 traces them. */
function printedAt(item: Case): number[] {
  const printed: number[] = [];
  let current: number | undefined;
  for (const { file, line, name } of traceLines(
    realM4(item, ["-daefl", "-terrprint", ...words.map((word) => `-t${word}`)]).stderr,
  )) {
    if (name === "errprint" && !file.endsWith("/proto.m4")) printed.push(current ?? 0);
    else if (file === item.source.name) current = line;
  }
  return printed;
}

let messages = 0;
let others = 0;
afterAll(() =>
  console.log(`warnings/real: ${cases.length} files, ${messages} messages of the library, ${others} of m4 itself`),
);

describe.each([
  ["with its own tables", withoutLibrary],
  ["with the library at hand", wholeDisk],
] as const)("%s", (_title, host) => {
  test.each(cases.map((item) => [item.title, item] as const))("%s", (_name, item) => {
    const config = readMailConfig(item.source, { host, cfDir: cfDir() });
    const real = realM4(item).stderr;
    expect(config.errors.map((error) => error.stderr).join("")).toBe(real);
    const places = config.libraryMessages.filter(isFromCall).map(({ site }) => lineAt(item.source.text, site.start));
    expect(withoutRepeats(places)).toEqual(withoutRepeats(printedAt(item)));
    if (host !== withoutLibrary) return;
    messages += config.libraryMessages.length;
    others += config.errors.length - config.libraryMessages.length;
  });
});
