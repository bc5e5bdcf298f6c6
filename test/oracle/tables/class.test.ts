// Class files: the same members as sendmail's `F` lines, on generated and on real files.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { foldText, parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { corpusFiles, LONG, runSendmail, safeFolder, VERSIONS, type Version } from "../programs.ts";
import { tableText } from "./generators.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

/** Files asked about in one process: each is a class of its own. */
const BATCH = 60;
const BATCHES = LONG ? 300 : 40;
/** The last one is Debian's, for relay-domains and local-host-names. */
const FORMATS = [undefined, "%s", "%[^ \\#]", "%[a-zA-Z.]", "%4s", " %[^\\#]", "%[^\\#]"];
/** What few write: words passed over, texts around the word, sets that are not closed, a `#` that ends the line of the .cf. */
const ODD_FORMATS = [
  "%*s %s",
  "%*s%s",
  "relay=%s",
  "relay = %s",
  "r%s",
  "%s %*s",
  "%s;",
  "%[^#]",
  "%[^#] %s",
  "%s # words",
  "%[a-z",
  "%[]x]",
  "%[^]x]",
  "%[a-]",
  "%[z-a]",
  "%*[^:]:%s",
  "%63s",
  "%%%s",
  "%2[a-z]%*s",
  "-",
  "relay",
];

interface ClassFile {
  readonly text: string;
  readonly format: string | undefined;
}

/** `$=Class` for each file, folded and in order; of the installed sendmail where no version is named. */
function askSendmail(files: readonly ClassFile[], version?: Version): string[][] {
  const dir = path.join(folder.dir, "files");
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const cf = ["V10/Berkeley", "O DontProbeInterfaces=true", "Djmx.example.com"];
  files.forEach(({ text, format }, at) => {
    writeFileSync(path.join(dir, String(at)), Buffer.from(text, "utf8"), { mode: 0o644 });
    cf.push(`F{Asked${at}}${path.join(dir, String(at))}${format === undefined ? "" : ` ${format}`}`);
  });
  writeFileSync(path.join(folder.dir, "test.cf"), `${cf.join("\n")}\n`, { mode: 0o644 });
  const questions = files.map((_, at) => `$={Asked${at}}\n`).join("");
  const options = version === undefined ? {} : { version };
  const answer = runSendmail(["-bt", "-C", path.join(folder.dir, "test.cf")], questions, options);
  // Members hold no blanks, so "> " is always the prompt.
  const [, ...answers] = answer.stdout.replace(/^[\s\S]*?<address>\n/, "").split("> ");
  expect(answers.length, answer.stderr).toBe(files.length + 1);
  return answers.slice(0, files.length).map((words) => distinct(words.split("\n").slice(0, -1)));
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.map(foldText))].sort();
}

function members({ text, format }: ClassFile): string[] {
  const table = parseTable(TextDocument.create("file:///class", "", 1, text), "class", { format });
  const words = [...table.entries()].map(({ lookup }) => Buffer.from(lookup, "utf8").toString("latin1"));
  expect(table.errors()).toEqual([]);
  expect(words.length - table.duplicates().length).toBe(new Set(words).size);
  return distinct(words);
}

describe("a class file gives the members that sendmail reads", () => {
  test("on generated files and formats", () => {
    let files = 0;
    let words = 0;
    // Each batch goes to one program: in turn the installed one and the four versions.
    const versions = [undefined, ...VERSIONS];
    const file = fc.record({ text: tableText, format: fc.constantFrom(...FORMATS, ...FORMATS, ...ODD_FORMATS) });
    fc.assert(
      fc.property(fc.array(file, { minLength: BATCH, maxLength: BATCH }), (batch) => {
        const answers = askSendmail(batch, versions[(files / BATCH) % versions.length]);
        batch.forEach((one, at) => {
          files++;
          words += answers[at]?.length ?? 0;
          expect({ format: one.format, words: members(one) }).toEqual({ format: one.format, words: answers[at] });
        });
      }),
      { numRuns: BATCHES, endOnFailure: true },
    );
    console.log(`sendmail agrees on ${files} generated class files, ${words} members`);
    expect(words).toBeGreaterThan(files);
  });

  test("on real files", () => {
    const texts = [...corpusFiles("relay-domains"), ...corpusFiles("other"), ...corpusFiles("access")];
    const files = texts.flatMap((name) => {
      const text = readFileSync(name, "utf8");
      return [undefined, "%[^\\#]"].map((format) => ({ text, format }));
    });
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH);
      askSendmail(batch).forEach((answer, within) => {
        const file = batch[within];
        if (file !== undefined) expect(members(file)).toEqual(answer);
      });
    }
    console.log(`sendmail agrees on ${texts.length} real files, each in two formats`);
  });
});
