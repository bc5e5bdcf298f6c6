// `sendmail-lint check`, described.
import { KIND_NAMES } from "../../kinds/names.ts";
import { formatOption, HOST, NO_COLOR, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const CHECK_FORMATS = ["text", "compact", "json", "sarif", "github"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export const FIX_LEVELS = ["safe", "narrow"] as const;

export const check: CommandText = {
  name: "check",
  summary: "Checks files, or the sendmail files in folders.",
  operands: "PATH...",
  operandKind: "file",
  about: [
    "Says what is wrong in sendmail's files, why it matters, and what to do. A folder stands for the files of sendmail's in it and below it.",
    "Exit status 1 says that there is an error, or that there are more warnings than `--max-warnings` allows.",
  ],
  options: [
    formatOption(
      CHECK_FORMATS,
      "The form of the output. `text`: for people. `compact`: one line for each finding, for editors and grep. `json`, `sarif`, `github`: for programs. Without it, `text` on a terminal, else `compact`.",
    ),
    { name: "quiet", short: "q", text: "Shows errors only, and no summary. The exit status stays as it is." },
    {
      name: "fix",
      value: { shown: "narrow", kind: FIX_LEVELS, optional: "safe" },
      text: "Applies fixes that change no mail. `--fix=narrow` also those that take a dangerous grant away.",
    },
    {
      name: "max-warnings",
      value: { shown: "N", kind: "text" },
      text: "Exits with 1 where there are more warnings than this.",
    },
    ROOT,
    HOST,
    {
      name: "as",
      value: { shown: "KIND", kind: KIND_NAMES },
      text: `Says what the named files are: ${KIND_NAMES.map((name) => `\`${name}\``).join(", ")}.`,
    },
    NO_COLOR,
  ],
  examples: [
    { line: "sendmail-lint check /etc/mail", text: "Checks this machine's configuration." },
    { line: "sendmail-lint check --fix=narrow sendmail.mc access", text: "Takes dangerous grants out of two files." },
    { line: "sendmail-lint check --as access blocklist.txt", text: "Checks an access map of another name." },
  ],
};
