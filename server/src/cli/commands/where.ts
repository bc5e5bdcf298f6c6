// `sendmail-lint where`, described.
import { CF_DIR, formatOption, HOST, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const WHERE_FORMATS = ["text", "json"] as const;

export const where: CommandText = {
  name: "where",
  summary: "Says where mail to an address goes, step by step.",
  operands: "FILE ADDRESS...",
  operandKind: "file",
  about: [
    "Says where mail to each address goes, as `sendmail -bv` does, with the lines that decide. FILE is a `.mc`, a `.cf`, one of the tables of the server, or the folder that they are in.",
    "Exit status 1 says that an address is refused, 2 that a file of the server cannot be read, so that the answers are not complete.",
  ],
  options: [
    { name: "from", value: { shown: "SENDER", kind: "text" }, text: "The envelope sender." },
    { name: "rewrite", text: "Says how the address is written in mail that leaves, instead of where it goes." },
    {
      name: "mailer",
      value: { shown: "NAME", kind: "text" },
      text: "The mailer that rewrites the address (`esmtp`); with it, `--rewrite` need not be given.",
    },
    formatOption(
      WHERE_FORMATS,
      "The form of the output. `text`: for people, the usual one. `json`: one object for each address.",
    ),
    ROOT,
    CF_DIR,
    HOST,
  ],
  examples: [
    { line: "sendmail-lint where /etc/mail/sendmail.mc info@example.com", text: "Who gets mail to info@example.com?" },
    {
      line: "sendmail-lint where --rewrite /etc/mail/sendmail.mc joe@mx.example.com",
      text: "What do others see in place of this address?",
    },
  ],
};
