// `sendmail-lint relay`, described.
import { FLEET, formatOption, HOST, JOBS, NO_COLOR, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const RELAY_FORMATS = ["text", "json"] as const;

export const relay: CommandText = {
  name: "relay",
  summary: "Lists who may relay through a server, and why.",
  operands: "FILE",
  operandKind: "file",
  about: [
    "Lists each grant: who may relay, to where, because of which line, and how bad that is. FILE is a `.mc`, a `.cf`, one of the tables of the server, or the folder that they are in.",
    "On a terminal the answer is a table. Elsewhere, or with `--format json`, it is one JSON object on each line.",
    "With `--query` it answers SMTP transactions instead: one decision in JSON for each line of JSON.",
    "Exit status 1 says that strangers may relay.",
  ],
  options: [
    {
      name: "query",
      value: { shown: "FILE|-", kind: "file" },
      text: "Reads transactions from a file, or from standard input (`-`). A line has any of `clientAddress`, `clientName`, `clientResolve`, `sender`, `recipient`, `authType`.",
    },
    {
      name: "probes",
      text: "Says what is answered to the transactions that open relay testers try, and how many are relayed.",
    },
    {
      name: "address",
      value: { shown: "IP", kind: "text" },
      text: "With `--probes`: the server's own IP address. Without it, the answers that depend on it are not certain.",
    },
    formatOption(
      RELAY_FORMATS,
      "The form of the output. `text`: a table for people. `json`: one object on each line. Without it, `text` on a terminal, else `json`.",
    ),
    ROOT,
    HOST,
    FLEET,
    JOBS,
    NO_COLOR,
  ],
  examples: [
    { line: "sendmail-lint relay /etc/mail/sendmail.mc", text: "Who may relay through this machine?" },
    {
      line: "sendmail-lint relay --probes --address 192.0.2.1 /etc/mail/sendmail.mc",
      text: "Which of the classic open relay probes would be relayed?",
    },
    {
      line: `echo '{"clientAddress":"203.0.113.7","recipient":"joe@example.org"}' | sendmail-lint relay --query - /etc/mail/sendmail.mc`,
      text: "May this stranger send mail to joe@example.org?",
    },
    { line: "sendmail-lint relay --fleet servers", text: "Which of many servers relay for strangers?" },
  ],
};
