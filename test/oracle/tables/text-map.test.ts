// Maps of class `text`: the same answers as `/map` in sendmail's test mode, on generated files and columns.
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type Columns, foldText, parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const word = fc.constantFrom("a", "A", "b", "c.d", "#x", '"q', "x:y", ":", ",", "e,f", "é");
const gap = fc.constantFrom(" ", "\t", "  ", ":", ",", "::", " : ", "\u000b", "\r");
const line = fc
  .tuple(
    fc.constantFrom("", "", "", " ", "#", "\t"),
    fc.array(fc.tuple(word, gap), { maxLength: 5 }),
    fc.constantFrom("", "z"),
  )
  .map(([head, parts, tail]) => head + parts.flat().join("") + tail);
const column = fc.constantFrom(undefined, 0, 1, 2, 3);
const map = fc.record({
  text: fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean())
    .map(([lines, isClosed]) => lines.join("\n") + (isClosed ? "\n" : "")),
  key: column,
  value: column,
  delimiter: fc.constantFrom(undefined, ":", ","),
});
interface TextMap {
  readonly text: string;
  readonly key: number | undefined;
  readonly value: number | undefined;
  readonly delimiter: string | undefined;
}

const KEYS = ["a", "A", "b", "c.d", "#x", '"q', "x", "e", "z", "y", "f", "d", "é"];

/** What each map answers for each key; undefined for no match. */
function askSendmail(maps: readonly TextMap[]): (string | undefined)[][] {
  const cf = ["V10/Berkeley", "O DontProbeInterfaces=true", "Djmx.example.com"];
  maps.forEach(({ text, key, value, delimiter }, at) => {
    const file = path.join(folder.dir, `text${at}`);
    writeFileSync(file, text, { mode: 0o600 });
    const flags = [
      key === undefined ? "" : `-k${key}`,
      value === undefined ? "" : `-v${value}`,
      delimiter === undefined ? "" : `-z${delimiter}`,
    ];
    cf.push(`Kt${at} text ${flags.filter((flag) => flag !== "").join(" ")} ${file}`);
  });
  const file = path.join(folder.dir, "test.cf");
  writeFileSync(file, `${cf.join("\n")}\n`, { mode: 0o644 });
  const questions = maps.flatMap((_, at) => KEYS.map((key) => `/map t${at} ${key}`));
  const { stdout } = runSendmail(
    ["-bt", "-C", file],
    Buffer.from(`${questions.join("\n")}\n`, "utf8").toString("latin1"),
  );
  const answers = [...stdout.matchAll(/map_lookup: \S+ \(([^\n]*?)\) (?:returns ([^\n]*) \(0\)|no match \(68\))\n/g)];
  expect(answers.length).toBe(questions.length);
  return maps.map((_, at) => KEYS.map((_key, within) => answers[at * KEYS.length + within]?.[2]));
}

function ourAnswers({ text, key, value, delimiter }: TextMap): (string | undefined)[] {
  const columns: Columns = {
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
  const table = parseTable(TextDocument.create("file:///text", "", 1, text), "text", { columns });
  expect(table.errors()).toEqual([]);
  return KEYS.map((asked) => {
    const entry = table.lookup(foldText(asked));
    return entry === undefined || !entry.hasValue ? undefined : Buffer.from(entry.stored, "utf8").toString("latin1");
  });
}

test("a text map answers what sendmail answers", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(map, { minLength: 25, maxLength: 25 }), (maps) => {
      askSendmail(maps).forEach((answers, at) => {
        const one = maps[at];
        if (one === undefined) return;
        found += answers.filter((answer) => answer !== undefined).length;
        expect(ourAnswers(one), JSON.stringify(one)).toEqual(answers);
      });
    }),
    { numRuns: LONG ? 400 : 40 },
  );
  console.log(`sendmail answers ${found} questions to text maps as we do`);
  expect(found).toBeGreaterThan(400);
});
