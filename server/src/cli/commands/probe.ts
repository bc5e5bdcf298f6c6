// `sendmail-lint probe`, described.
import { formatOption, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const PROBE_FORMATS = ["text", "json", "markdown"] as const;

export const probe: CommandText = {
  name: "probe",
  summary: "Asks a running server of yours whether it relays.",
  operands: "HOST",
  operandKind: "text",
  about: [
    "Asks the running SMTP server HOST what it offers (greeting, TLS, logins, VRFY, EXPN), and whether it relays for this machine, with the transactions that open relay testers try. It goes up to RCPT and never further, so no message is sent. It says first what it is going to do.",
    "This is the only command that talks to a network. Ask only servers of your own.",
    "Exit status 1 says that the server relays, or does not do what its configuration says.",
  ],
  options: [
    { name: "port", value: { shown: "N", kind: "text" }, text: "The port to ask (25)." },
    { name: "from", value: { shown: "SENDER", kind: "text" }, text: "The envelope sender (probe@example.com)." },
    {
      name: "to",
      value: { shown: "RECIPIENT", kind: "text" },
      text: "A recipient that the server must not take mail for (probe@example.org).",
    },
    {
      name: "domain",
      value: { shown: "DOMAIN", kind: "text" },
      text: "A domain of the server's own, for probes that claim to come from it.",
    },
    { name: "helo", value: { shown: "NAME", kind: "text" }, text: "The name to say in EHLO (this machine's)." },
    {
      name: "timeout",
      value: { shown: "SECONDS", kind: "text" },
      text: "How long to wait for each answer (30).",
    },
    { name: "pace", value: { shown: "SECONDS", kind: "text" }, text: "How long to wait between transactions (1)." },
    { name: "local-address", value: { shown: "IP", kind: "text" }, text: "The address of this machine to ask from." },
    {
      name: "expect",
      value: { shown: "FILE", kind: "file" },
      text: "Compares the answers with what a `.mc` or `.cf` says. Each difference is a finding.",
    },
    {
      name: "client",
      value: { shown: "ADDRESS", kind: "text" },
      text: "With `--expect`: the address that the server sees this machine at, where there is NAT in between.",
    },
    {
      name: "client-name",
      value: { shown: "NAME", kind: "text" },
      text: "With `--expect`: the name that the server finds for that address.",
    },
    formatOption(
      PROBE_FORMATS,
      "The form of the output. `text`: for people, the usual one. `json`, `markdown`: all answers.",
    ),
    ROOT,
  ],
  examples: [
    { line: "sendmail-lint probe mx.example.com", text: "Does this server relay for strangers?" },
    {
      line: "sendmail-lint probe --expect sendmail.mc mx.example.com",
      text: "Does the running server do what its configuration says?",
    },
  ],
};
