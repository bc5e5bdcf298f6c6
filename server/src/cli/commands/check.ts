// `sendmail-lint check`, described.
import { KIND_NAMES } from "../../kinds/names.ts";
import { FLEET, formatOption, HOST, JOBS, NO_COLOR, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const CHECK_FORMATS = ["text", "compact", "json", "sarif", "github", "gitlab", "junit", "markdown"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export const FIX_LEVELS = ["safe", "narrow"] as const;

export const check: CommandText = {
  name: "check",
  summary: "Checks files, or the sendmail files in folders.",
  operands: "PATH...",
  operandKind: "file",
  about: [
    "Says what is wrong in sendmail's files, why it matters, and what to do. A folder means all sendmail files in it and below it, and `-` standard input.",
    "Exit status 1 says that there is an error, or that there are more warnings than `--max-warnings` allows.",
  ],
  options: [
    formatOption(
      CHECK_FORMATS,
      "The form of the output. `text`: for people. `compact`: one line for each finding, for editors and grep. `json`, `sarif`, `github`, `gitlab` (code quality), `junit`: for programs. `markdown`: a summary for the page of a build. Without it, `text` on a terminal, else `compact`.",
    ),
    { name: "quiet", short: "q", text: "Shows errors only, and no summary. The exit status stays as it is." },
    {
      name: "fix",
      value: { shown: "narrow", kind: FIX_LEVELS, optional: "safe" },
      text: "Applies fixes that change no mail. `--fix=narrow` also those that take a dangerous grant away.",
    },
    {
      name: "dry-run",
      text: "With `--fix`: changes nothing, and writes what would be changed as a diff for `patch -p0`. Exit status 1 says that something would be.",
    },
    {
      name: "baseline",
      value: { shown: "FILE", kind: "file" },
      text: "Says nothing of findings that are in this file. They are known by their rule and line, wherever in its file the line is.",
    },
    {
      name: "write-baseline",
      text: "Writes all findings of now to the file of `--baseline`.",
    },
    {
      name: "max-warnings",
      value: { shown: "N", kind: "text" },
      text: "Exits with 1 where there are more warnings than this.",
    },
    {
      name: "upgrade-to",
      value: { shown: "VERSION", kind: "text" },
      text: "Says instead what of each server changes its meaning in that version of sendmail, such as `8.18.2`. Exits with 1 where something does.",
    },
    ROOT,
    HOST,
    {
      name: "ignore-unknown",
      text: "Says nothing of named files that are not recognised as sendmail's. Without it, the exit status is 2 for such a file.",
    },
    {
      name: "as",
      value: { shown: "KIND", kind: KIND_NAMES },
      text: `Says what the named files are: ${KIND_NAMES.map((name) => `\`${name}\``).join(", ")}.`,
    },
    FLEET,
    JOBS,
    NO_COLOR,
  ],
  examples: [
    { line: "sendmail-lint check /etc/mail", text: "Checks this machine's configuration." },
    { line: "sendmail-lint check --fix=narrow sendmail.mc access", text: "Takes dangerous grants out of two files." },
    { line: "sendmail-lint check --fix=narrow --dry-run sendmail.mc", text: "Shows first what that would change." },
    {
      line: "sendmail-lint check --baseline known.json --write-baseline .",
      text: "Keeps what is found today; afterwards, without the second option, only what is new is said.",
    },
    { line: "sendmail-lint check --as access blocklist.txt", text: "Checks an access map of another name." },
    {
      line: "sendmail-lint check --fleet servers",
      text: "Checks many servers: servers/host1/etc/mail, servers/host2/etc/mail, and so on.",
    },
  ],
};
