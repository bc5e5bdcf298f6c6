// On all real .mc files what we say m4 and its library print is what they print.
import { afterAll, describe, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { realCases, realM4, wholeDisk, withoutLibrary } from "../mc/cases.ts";
import { cfDir } from "../programs.ts";

const { cases, dispose } = realCases();
afterAll(dispose);

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
    const real = realM4(item).stderr.replaceAll(/^\S*m4:/gm, "m4:");
    expect(config.errors.map((error) => error.stderr).join("")).toBe(real);
    if (host !== withoutLibrary) return;
    messages += config.libraryMessages.length;
    others += config.errors.length - config.libraryMessages.length;
  });
});
