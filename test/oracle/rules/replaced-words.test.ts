// Words of values that m4 runs: mc-replaced-word names exactly those that do not reach the .cf, and its quotes keep them.
import { describe, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { BARE, isReplaced } from "../../../server/src/rules/mc-replaced-word/index.ts";
import { cfDir, program, run } from "../programs.ts";

/** Lines of a .cf whose text is the word in a value, by the setting that writes them. */
const SETTINGS: readonly (readonly [name: string, line: (word: string) => string])[] = [
  ["confSMTP_LOGIN_MSG", (word) => `O SmtpGreetingMessage=${word} x`],
  ["confMAILER_NAME", (word) => `Dn${word} x`],
  ["SMART_HOST", (word) => `DS${word} x`],
  ["confRECEIVED_HEADER", (word) => `HReceived: ${word} x`],
];

/** True if the word reaches the line that a setting writes. */
function arrives([name, line]: (typeof SETTINGS)[number], word: string, written = word): boolean {
  const mc = `OSTYPE(\`linux')dnl\ndefine(\`${name}', \`${written} x')dnl\nMAILER(\`local')dnl\n`;
  const { stdout } = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"], mc);
  return stdout.split("\n").includes(line(word));
}

describe("a word of a value", () => {
  const words = [...catalog.all("macro").map(({ name }) => name), ...BARE, "unix", "include", "define", "len"];

  it("does not reach the .cf if it is reported, and is reported if it does not", () => {
    const [greeting] = SETTINGS;
    const wrong = words.filter((word) => greeting !== undefined && arrives(greeting, word) === isReplaced(word));
    expect(wrong).toEqual([]);
  });

  it("stays with quotes inside the value", () => {
    const some = words.filter((word) => isReplaced(word)).filter((_, at) => at % 8 === 0);
    const lost = SETTINGS.flatMap((setting) =>
      [...some, "MAILER", "dnl"]
        .filter((word) => !arrives(setting, word, `\`${word}'`))
        .map((word) => [setting[0], word]),
    );
    expect(lost).toEqual([]);
  });
});
