// The forms in which `check` says what it found.
import type { CheckFormat } from "../commands/check.ts";
import { json } from "../output.ts";
import { compact } from "./compact.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { type Formatter, findings, list } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export type { FileReport, FormatOptions, Notice, Proof } from "./report.ts";

export const FORMATS: Readonly<Record<CheckFormat, Formatter>> = {
  text,
  compact,
  json: (reports, options) => list(findings(reports, options).map(json)),
  sarif,
  github,
  gitlab,
  junit,
  markdown,
};
