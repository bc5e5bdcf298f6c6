// What a finding is known by from one run to the next: its rule and the words of its line, wherever in the file that line is.
import { createHash } from "node:crypto";
import type { Problem } from "../rules/linter/lint.ts";
import type { TextDocument } from "../text.ts";

/** Of lines of megabytes this much counts. */
const MOST_CHARACTERS = 10_000;

/**
 * The fingerprints of a file's findings, in their order. Equal findings in equal lines are told apart by their number. `codeOf`: the code
 * that a finding is known by.
 */
export function fingerprintsOf(
  document: TextDocument,
  problems: readonly Problem[],
  codeOf: (problem: Problem) => string = ({ meta }) => meta.code,
): readonly string[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const { line } = document.positionAt(problem.span.start);
    const whole = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    const words = whole.slice(0, MOST_CHARACTERS).trim().replace(/\s+/g, " ");
    const key = JSON.stringify([codeOf(problem), words]);
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return createHash("sha256").update(`${key}${number}`).digest("hex").slice(0, 32);
  });
}
