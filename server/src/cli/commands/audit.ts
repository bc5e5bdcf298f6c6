// `sendmail-lint audit`, described.
import { CF_DIR, FLEET, formatOption, HOST, JOBS, NO_COLOR, ROOT } from "./options.ts";
import type { CommandText } from "./types.ts";

export const AUDIT_FORMATS = ["text", "json", "markdown", "html"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

export const audit: CommandText = {
  name: "audit",
  summary: "Answers the controls of audit guides, for one server or many.",
  operands: "PATH...",
  operandKind: "file",
  about: [
    "Says of each control of DISA STIG, KISA and CIS about sendmail whether it passes, with the evidence. PATH is a `.mc` or `.cf`, or a folder with those of many servers.",
    "What the files do not show is not known, and never a pass. A finding counts although a comment silences it.",
    "Exit status 1 says that a control fails.",
  ],
  options: [
    formatOption(
      AUDIT_FORMATS,
      "The form of the output. `text`: for people, which is usual. `json`: an object on each line, for each control of each server.",
    ),
    ROOT,
    HOST,
    CF_DIR,
    FLEET,
    JOBS,
    NO_COLOR,
  ],
  examples: [
    { line: "sendmail-lint audit /etc/mail", text: "Audits this machine's server." },
    {
      line: "sendmail-lint audit --format html servers/ > audit.html",
      text: "Audits a folder with the files of many.",
    },
    { line: "sendmail-lint audit --fleet servers", text: "A line for each of many servers, the worst first." },
  ],
};
