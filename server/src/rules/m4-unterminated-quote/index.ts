// A quote that is never closed: m4 gives up at the end of the file.
import { m4Rule } from "../m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-unterminated-quote",
    title: "A quote is never closed, and m4 stops there",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["GNU m4 manual, Quoting input", "seen with m4: end of file in string"],
  },
  ["unterminated-string"],
  () =>
    'The quote that opens here is never closed. m4 swallows the rest of the file, says "end of file in string", and writes a .cf without all that follows. ' +
    "Write the closing quote ', or, in a comment, put dnl in front of the line: m4 reads quotes behind # too.",
);
