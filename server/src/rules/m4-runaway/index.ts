// Expansion that does not end.
import { m4Rule } from "../shapes/m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-runaway",
    title: "Macros expand without end",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["GNU m4 manual, Loops and recursion"],
  },
  ["budget"],
  () =>
    "The macros here expand without end, or to far too much text.\nm4 would run until memory is full. This check stopped here and did not look at anything after this place. " +
    "Look for a macro whose text contains its own name, and quote the name there.",
);
