// No text whatever brings the evaluator down or keeps it busy: random bytes, and real files with random damage.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expand, type NativeMacro } from "../../../server/src/m4/index.ts";
import { corpusFiles, LONG } from "../programs.ts";
import { CORNERS } from "./corners.ts";

const COUNT = Number(process.env.ORACLE_COUNT) || (LONG ? 100_000 : 10_000);
/** Generous, for the machine may be busy: alone, none takes a tenth of it. */
const LIMIT_MS = 2_000;

/** A small generator with a seed, so that a failure can be had again. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  "`",
  "'",
  "(",
  ")",
  ",",
  "dnl",
  "define(",
  "changequote(",
  "changecom(",
  "include(",
  "$@",
  "$1",
  "\n",
  "#",
  "divert(-1)",
  "patsubst(",
  "format(",
  "\0",
  "m4wrap(",
  "ifelse(",
];

function bytes(next: (below: number) => number): string {
  let text = "";
  for (let n = next(200); n > 0; n--)
    text += next(3) === 0 ? (PIECES[next(PIECES.length)] ?? "") : String.fromCharCode(next(256));
  return text;
}

function mutate(text: string, next: (below: number) => number): string {
  let out = text;
  for (let n = 1 + next(4); n > 0; n--) {
    const at = next(out.length + 1);
    const cut = next(4) === 0 ? next(200) : next(3);
    const put = next(2) === 0 ? (PIECES[next(PIECES.length)] ?? "") : String.fromCharCode(next(256)).repeat(next(3));
    out = out.slice(0, at) + put + out.slice(at + cut);
  }
  return out;
}

const words = ["FEATURE", "MAILER", "OSTYPE", "DOMAIN", "VERSIONID", "LOCAL_CONFIG"];
const natives = new Map<string, NativeMacro>(words.map((name) => [name, (call) => call.args[1] ?? ""]));

function check(text: string, seed: number): void {
  const start = performance.now();
  const host = { read: (path: string) => (path === "self" ? { name: path, text } : undefined) };
  const { output, pieces, calls, errors, dead, definitions } = expand({
    sources: [{ name: "a", text }],
    natives,
    host,
  });
  const took = performance.now() - start;
  // All that is worked out on demand has to hold as well: spans within their source, pieces without gaps.
  let end = 0;
  for (const piece of pieces) {
    if (piece.start !== end || piece.end <= piece.start) throw new Error(`gap in the output, seed ${seed}`);
    end = piece.end;
  }
  expect(end).toBe(output.length);
  const spans = [
    ...pieces.slice(-50).map((piece) => piece.origin),
    ...calls
      .slice(-200)
      .flatMap((call) => [
        call.span,
        call.nameSpan,
        call.site,
        ...call.args.map((arg) => arg.span),
        ...call.args.flatMap((arg) => arg.exact ?? []),
      ]),
    ...errors.slice(-50).flatMap((error) => [error.span, error.site]),
    ...dead.slice(-50).map((stretch) => stretch.span),
    ...definitions.slice(-50).flatMap((definition) => definition.value.exact ?? []),
  ];
  for (const span of spans) {
    const length = span.source === "a" || span.source === "self" ? text.length : 1 << 20;
    if (!(span.start >= 0 && span.start <= span.end && span.end <= length))
      throw new Error(`span ${JSON.stringify(span)} outside of its text, seed ${seed}`);
  }
  if (took > LIMIT_MS)
    throw new Error(`seed ${seed} took ${took.toFixed(0)} ms: ${JSON.stringify(text.slice(0, 500))}`);
}

test(`${COUNT} texts of random bytes and damaged files`, () => {
  const seeds = [...corpusFiles("mc").map((file) => readFileSync(file, "latin1")), ...CORNERS];
  let slowest = 0;
  for (let n = 0; n < COUNT; n++) {
    const next = random(n * 2_654_435_761 + 1);
    const base = seeds[next(seeds.length)] ?? "";
    const start = performance.now();
    check(n % 2 === 0 ? bytes(next) : mutate(base, next), n);
    slowest = Math.max(slowest, performance.now() - start);
  }
  console.log(`m4: ${COUNT} random texts, the slowest took ${slowest.toFixed(0)} ms`);
});
