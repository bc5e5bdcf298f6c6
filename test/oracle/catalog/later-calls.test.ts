// Which words' later calls replace an earlier one: the real m4 is asked of every macro and feature that takes an argument.
import { expect, it } from "vitest";
import { catalog, type FeatureRecord, type MacroRecord } from "../../../server/src/catalog/index.ts";
import { LONG, SEED } from "../programs.ts";
import { build } from "./library.ts";

/** What takes a file of the library, opens a section, or is there for the library's own use. */
const OTHER = new Set("OSTYPE DOMAIN FEATURE HACK MAILER VERSIONID PUSHDIVERT POPDIVERT CONCAT DOL".split(" "));

const words: readonly (FeatureRecord | MacroRecord)[] = [
  ...catalog.all("macro").filter(({ name, opens }) => !OTHER.has(name) && opens === undefined),
  ...catalog.all("feature"),
].filter(({ arguments: args = [] }) => args.length > 0);

/** All in the long form; else those that replace, and a sixth of the others. */
const asked = words.filter(({ replaces }, at) => LONG || replaces === true || at % 6 === SEED % 6);

/** The .cf with calls of a word, one for each mark. */
function lines({ kind, name }: FeatureRecord | MacroRecord, ...marks: readonly string[]): readonly string[] {
  const before = kind === "feature" ? `\`${name}', ` : "";
  const call = kind === "feature" ? "FEATURE" : name;
  const calls = marks.map((mark) => `${call}(${before}\`${mark}.example')dnl\n`).join("");
  return build(`OSTYPE(\`linux')dnl\n${calls}MAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`).lines;
}

it("asks of words that replace, and of others", () => {
  expect(asked.filter(({ replaces }) => replaces).length).toBeGreaterThan(4);
  expect(asked.filter(({ replaces }) => !replaces).length).toBeGreaterThan(4);
});

it.each(asked.map((word) => [word.name, word] as const))("a later call of %s", (_, word) => {
  const second = lines(word, "zqtwo");
  const shows = second.some((line) => line.includes("zqtwo"));
  const isReplaced = shows && lines(word, "zqone", "zqtwo").join("\n") === second.join("\n");
  expect(isReplaced).toBe(word.replaces === true);
});
