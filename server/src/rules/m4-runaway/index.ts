// Expansion that does not end.
import { m4Rule } from "../m4-rule.ts";

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
    "The macros here expand without end, or to far more text than a configuration ever needs. m4 itself would run until the memory is full; reading stopped here, and nothing behind it was looked at. " +
    "Look for a macro whose text names itself, and quote the name there.",
);
