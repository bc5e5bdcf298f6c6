// Remembers from one version of a site to the next which lines name which keys, so that a keystroke costs the lines that it changes.

import { References } from "../../tables/references.ts";
import { keep } from "../../text/keep.ts";

/** Questions that are remembered; the ones asked for longest ago go first. */
const MOST_KEPT = 128;

const kept = new Map<string, References>();

/** What was found for a question (of a rule, about a file of a site), to go on from there. */
export function referencesFor(question: string): References {
  const known = kept.get(question) ?? new References();
  keep(kept, question, known, MOST_KEPT);
  return known;
}
