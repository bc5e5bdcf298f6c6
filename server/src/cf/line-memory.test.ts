// A .cf over histories of edits: the same lines, and the same configuration, as one that is read for the first time.
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCf } from "./index.ts";
import { linesOf } from "./line-memory.ts";
import { readLines } from "./lines.ts";
import { type CfMentions, mentionsOf } from "./mentions.ts";
import type { CfConfig, CfEnvironment } from "./types.ts";

const ENVIRONMENT: CfEnvironment = {
  version: "8.18.2",
  files: { read: () => ({ state: "unknown" }) },
  hostName: "mx.example.com",
  interfaces: [],
  user: () => undefined,
  group: () => undefined,
  service: () => undefined,
};

// A % is a dollar.
const PIECES = [
  ..."#\t \n$\\{}a1VRSDC",
  "\r\n",
  "\n ",
  "\n#",
  "\nV10/Berkeley\n",
  "\nV2\n",
  "\nScheck_%{one}\n",
  "\nR$* $&{two}\t$#local $: %{three}\tcomment\n",
  "\nR$={three}$-\t$@ $&{one}%{two} # more\n",
  "\nD{two}value # x\n",
  "\nD{one}$w\n",
  "\nC{three} a b\n",
  "\nO Timeout.queuereturn=5d\n",
  "%{one",
  "\0",
];
const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 12 })
  .map((pieces) => pieces.join("").replaceAll("%", "$"));
const edit = fc.record({ at: fc.nat(), cut: fc.nat(30), put: text });

/** The texts one after the other, each but the first made of the one before it. */
const history = fc.tuple(text, text, fc.array(edit, { maxLength: 8 })).map(([first, more, edits]) => {
  const texts = [first + more + first];
  for (const { at, cut, put } of edits) {
    const before = texts.at(-1) ?? "";
    const start = at % (before.length + 1);
    texts.push(before.slice(0, start) + put + before.slice(start + cut));
  }
  return texts;
});

/** What reading came to, in a form that says everything and has no name of a file. */
function facts({ environment: _, names, source, ...cf }: CfConfig): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map ? [...value] : typeof value === "bigint" ? String(value) : value;
  return JSON.stringify({ names: names.list, ...cf }, plain).replaceAll(`"${source}"`, '""');
}

function placesOf({ mentions, operators, comments, callsUnknown }: CfMentions, source: string): string {
  return JSON.stringify({ mentions, operators, comments, callsUnknown }).replaceAll(`"${source}"`, '""');
}

it("has the lines and the configuration of a fresh reading after each edit", () => {
  let run = 0;
  const rules = new Set<number>();
  fc.assert(
    fc.property(history, (texts) => {
      run++;
      for (const [version, text] of texts.entries()) {
        const source = { name: `followed ${run}`, text };
        expect(linesOf(source)).toEqual([...readLines(source)]);
        const followed = readCf(source, ENVIRONMENT);
        expect(facts(followed)).toBe(facts(readCf({ name: `fresh ${run} ${version}`, text }, ENVIRONMENT)));
        const fresh = readCf({ name: `fresh ${run} ${version} mentions`, text }, ENVIRONMENT);
        expect(placesOf(mentionsOf(followed, text), source.name)).toBe(placesOf(mentionsOf(fresh, text), fresh.source));
        rules.add([...followed.rulesets.values()].flatMap((set) => set.rules).length);
      }
    }),
    { numRuns: 40 },
  );
  expect(rules.size).toBeGreaterThan(3);
});

it("keeps the contents of lines that an edit moves, and the lines before it", () => {
  const lines = (text: string) => linesOf({ name: "moved", text });
  const before = lines("Ca b\nCc d\n\te\nCf g\nCh i\n");
  const after = lines("Ca b\nCc x\n\td\n\te\nCf g\nCh i\n");
  expect(after[0]).toBe(before[0]);
  expect(after.map(({ content }) => content).slice(2)).toEqual(before.map(({ content }) => content).slice(2));
  expect(after[3]?.content).toBe(before[3]?.content);
  expect(after[3]?.number).toBe(6);
  expect(after[1]?.content).not.toBe(before[1]?.content);
});
