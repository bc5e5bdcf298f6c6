// One line for each finding: `file:line:column: severity: message [code]`, for editors, grep and logs.
import { printable } from "../output.ts";
import { type FileReport, type FormatOptions, findings, fixHint, type Lines, totals } from "./report.ts";

export function* compact(reports: readonly FileReport[], options: FormatOptions): Lines {
  for (const { file, range, severity, message, code } of findings(reports, options)) {
    const { line, character } = range.start;
    yield printable(`${shownFile(file)}:${line + 1}:${character + 1}: ${severity}: ${message} [${code}]`);
  }
  if (options.quiet) return;
  const hint = fixHint(reports);
  yield `${totals(reports, options.known)}${hint === undefined ? "" : `; ${hint}`}.`;
}

/** A relative name that begins with a colon would begin a line as a command of a build server does. */
export function shownFile(file: string): string {
  return file.startsWith(":") ? `./${file}` : file;
}
