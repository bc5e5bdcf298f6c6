// Workflow commands as GitHub Actions reads them: an annotation for each finding.
import { visible } from "../output.ts";
import { type FileReport, type FormatOptions, findings, type Lines } from "./report.ts";

const LEVEL = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** `%` and line ends are escaped, and in properties `:` and `,`. */
export function* github(reports: readonly FileReport[], options: FormatOptions): Lines {
  const data = (value: string) => visible(value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
  const property = (value: string) => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
  for (const { file, range, severity, code, message } of findings(reports, options)) {
    const { start, end } = range;
    const place = `file=${property(file)},line=${start.line + 1},endLine=${end.line + 1},col=${start.character + 1}`;
    yield `::${LEVEL[severity]} ${place},title=${property(code)}::${data(message)}`;
  }
}
