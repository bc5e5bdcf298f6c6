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
    'The quote that opens here is never closed.\nm4 swallows the rest of the file, says "end of file in string", and writes a .cf without everything that follows. ' +
    "Write the closing quote '. If this is a comment, put dnl before the line: m4 reads quotes after # too.",
);
