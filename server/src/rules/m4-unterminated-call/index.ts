// A parenthesis that is never closed: m4 gives up at the end of the file.
import { m4Rule } from "../shapes/m4-rule.ts";

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
    `The parenthesis after ${call?.name ?? "this name"} is never closed.\nm4 reads the rest of the file as its arguments, says "end of file in argument list", and writes a .cf without everything that follows. ` +
    "Write the closing parenthesis.",
);
