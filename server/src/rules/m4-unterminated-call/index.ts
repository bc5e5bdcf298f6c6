// A parenthesis that is never closed: m4 gives up at the end of the file.
import { m4Rule } from "../m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-unterminated-call",
    title: "The parenthesis of a macro is never closed, and m4 stops there",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["GNU m4 manual, Macro arguments", "seen with m4: end of file in argument list"],
  },
  ["unterminated-arguments"],
  ({ call }) =>
    `The parenthesis behind ${call?.name ?? "this name"} is never closed. m4 takes the rest of the file for its arguments, says "end of file in argument list", and writes a .cf without all that follows. ` +
    "Write the closing parenthesis.",
);
