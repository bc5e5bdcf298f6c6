// One mistake, one finding: what only follows from a mistake that another rule explains at the same place is not said as well.
import type { Span } from "../../text.ts";
import { type Problem, SEVERITIES } from "../types.ts";

/** Rules about how something is written: whatever the text then comes to is their consequence. */
const SPELLING = [
  "m4-wrong-quotes",
  "m4-invisible-character",
  "m4-unterminated-quote",
  "mc-refused-line",
  "mc-unknown-cf-option",
] as const;

/** Codes that are not said where one of the others speaks of the same text. What is said of relaying always is. */
export const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  "mc-wrong-characters": SPELLING,
  "mc-wrong-value": [...SPELLING, "mc-wrong-characters"],
  "mc-unknown-word": SPELLING,
  "mc-unknown-key": SPELLING,
  "mc-blame-flags": SPELLING,
  "mc-unknown-option": SPELLING,
  "mc-class-member": [...SPELLING, "m4-stray-text"],
  "mc-refused-line": ["m4-wrong-quotes", "m4-invisible-character", "mc-unknown-cf-option"],
  "mc-overridden-setting": ["mc-refused-line"],
  "m4-wrong-quotes": ["m4-unterminated-quote"],
  "mc-wrong-host": [...SPELLING, "mc-wrong-characters"],
  "mc-wrong-daemon": SPELLING,
  "mc-unqualified-name": [...SPELLING, "mc-wrong-characters"],
  "dnsbl-any-answer": [...SPELLING, "dnsbl-wrong-list", "dnsbl-dead"],
  "tls-incomplete": ["mc-wrong-daemon"],
  "privacy-vrfy-expn": [...SPELLING, "mc-unknown-word"],
  "privacy-no-authwarnings": [...SPELLING, "mc-unknown-word"],
  "mc-duplicate-ostype": ["mc-unknown-name", "mc-wrong-name"],
  "mc-unsafe-queue": ["mc-wrong-value"],
};

/** Takes out what only follows from another finding at the same place, file by file; never an error for the sake of a warning. */
export function foldConsequences(byFile: Map<string, Problem[]>): void {
  for (const [uri, problems] of byFile) {
    if (!problems.some(({ meta }) => Object.hasOwn(CONSEQUENCES, meta.code))) continue;
    const kept = problems.filter((problem) => {
      const causes = CONSEQUENCES[problem.meta.code];
      return (
        causes === undefined ||
        !problems.some(
          (other) =>
            causes.includes(other.meta.code) &&
            SEVERITIES.indexOf(other.severity) <= SEVERITIES.indexOf(problem.severity) &&
            meets(other.span, problem.span),
        )
      );
    });
    if (kept.length < problems.length) byFile.set(uri, kept);
  }
}

/** True for stretches that have text in common, or begin at the same place. */
function meets(one: Span, other: Span): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}
