// `sendmail-lint build`, described.
import { CF_DIR } from "./options.ts";
import type { CommandText } from "./types.ts";

export const build: CommandText = {
  name: "build",
  summary: "Writes the .cf that m4 writes.",
  operands: "FILE.mc",
  operandKind: "file",
  about: ["Builds a `.cf` from a `.mc` with sendmail's m4 library, byte for byte as m4 does. Nothing is executed."],
  options: [
    {
      name: "define",
      short: "D",
      value: { shown: "NAME=VALUE", kind: "text" },
      multiple: true,
      text: "Defines a macro first, as `m4 -D` does.",
    },
    {
      name: "output",
      short: "o",
      value: { shown: "FILE", kind: "file" },
      text: "Writes to a file, not to standard output. A file that the `.cf` is built from is never written over.",
    },
    CF_DIR,
  ],
  examples: [
    {
      line: "sendmail-lint build sendmail.mc -o sendmail.cf",
      text: "Builds the configuration.",
    },
  ],
};
