// `sendmail-lint bt`, described.
import { CF_DIR, HOST, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const bt: CommandText = {
  name: "bt",
  summary: "Answers address test mode without sendmail.",
  operands: "FILE",
  operandKind: "file",
  about: [
    "Reads what `sendmail -bt` reads from standard input, and writes what it writes. FILE is a `.cf`, a `.mc` that is built first, or the folder that has it.",
  ],
  options: [
    {
      name: "dns",
      value: { shown: "FILE", kind: "file" },
      text: "A file with lines such as `example.org MX 10 mx.example.org`. What it does not list does not exist. Without it, the name service is not known.",
    },
    ROOT,
    CF_DIR,
    HOST,
  ],
  examples: [
    {
      line: "echo '3,0 joe@example.org' | sendmail-lint bt /etc/mail/sendmail.cf",
      text: "What do rulesets 3 and 0 make of the address?",
    },
  ],
};
