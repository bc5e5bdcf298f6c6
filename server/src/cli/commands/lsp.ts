// `sendmail-lint lsp`, described.
import type { CommandText } from "./types.ts";

export const lsp: CommandText = {
  name: "lsp",
  summary: "Runs the language server, for any editor.",
  operands: "",
  operandKind: [],
  about: ["Speaks the language server protocol over standard input and output, for any editor that does."],
  options: [
    { name: "stdio", text: "Speaks over standard input and output. There is no other way, so it must be given." },
  ],
  examples: [{ line: "sendmail-lint lsp --stdio", text: "What an editor runs." }],
};
