// The grammar colours FEATURE as a call exactly where m4 calls it, on real configurations.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { grammarOf, type Piece, tokenize } from "../../../syntaxes/tokenize.ts";
import { cfDir, corpusFiles, program, run } from "../programs.ts";

const grammar = await grammarOf("source.sendmail-mc");

/** Lines, from 1, that hold a piece the test holds for. */
function linesWith(lines: readonly (readonly Piece[])[], wanted: (piece: Piece) => boolean): ReadonlySet<number> {
  return new Set(lines.flatMap((pieces, i) => (pieces.some(wanted) ? [i + 1] : [])));
}

/** How a .mc includes the library by itself. */
const OWN_INCLUDE = /^include\(`[^'\n]*m4\/cf\.m4'\)/m;

/**
 * Lines of the file in which GNU m4 runs FEATURE: behind the library, or, where the file includes that itself, alone. That is
 * not the same: until the library is read, `#` begins a comment whose quotes do not count.
 */
function calls(text: string): ReadonlySet<number> {
  const library = `${cfDir()}m4/cf.m4`;
  const isAlone = OWN_INCLUDE.test(text);
  const args = ["-daeflq", "-t", "FEATURE", "-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`];
  const input = text.replace(OWN_INCLUDE, `include(\`${library}')`);
  // Some messages of the library end without a newline, so a trace line may begin anywhere.
  const { stderr } = run(program("m4"), [...args, ...(isAlone ? [] : [library]), "-"], input);
  const traced = [...stderr.matchAll(/m4trace:(.*?):(\d+): -\d+- FEATURE/g)];
  return new Set(traced.filter((match) => match[1] === "stdin").map((match) => Number(match[2])));
}

const files = corpusFiles("mc");

it.skipIf(files.length === 0)("colours each live FEATURE of the corpus, and no dead one outside of a branch", () => {
  const faults: string[] = [];
  let live = 0;
  let branches = 0;
  for (const file of files) {
    const text = readFileSync(file, "latin1");
    const lines = tokenize(grammar, text);
    const isCall = ({ text, scopes }: Piece) =>
      text === "FEATURE" && scopes.some((s) => s.startsWith("support.function"));
    const coloured = linesWith(lines, isCall);
    // Whether an ifdef is true is beyond a grammar: both its branches are coloured as code.
    const inBranch = linesWith(
      lines,
      (piece) => isCall(piece) && piece.scopes.some((s) => s.startsWith("meta.quoted.code")),
    );
    const run = calls(text);
    live += run.size;
    for (const line of run) if (!coloured.has(line)) faults.push(`${file}:${line} is live and not coloured`);
    for (const line of coloured) {
      if (run.has(line)) continue;
      if (inBranch.has(line)) branches++;
      else faults.push(`${file}:${line} is coloured and dead`);
    }
  }
  console.log(`${files.length} files, ${live} lines with a live FEATURE, ${branches} more in branches not taken`);
  expect(live).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});
