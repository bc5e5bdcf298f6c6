// SARIF 2.1.0, for code scanning services.
import type { Log, ReportingDescriptor, Result } from "sarif";
import { hrefOf } from "../../features/diagnostics.ts";
import { json } from "../output.ts";
import { type FileReport, type FormatOptions, findings, type Lines, list } from "./report.ts";

const SARIF_LEVEL = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

export function* sarif(reports: readonly FileReport[], options: FormatOptions): Lines {
  const metas = new Map(reports.flatMap(({ problems }) => problems.map(({ meta }) => [meta.code, meta] as const)));
  const rules = [...metas.values()].map((meta): ReportingDescriptor => {
    const href = hrefOf(meta, options.guidanceBaseUrl);
    return {
      id: meta.code,
      shortDescription: { text: meta.title },
      ...(href.startsWith("http") ? { helpUri: href } : {}),
      defaultConfiguration: { level: SARIF_LEVEL[meta.severity] },
    };
  });
  const results = findings(reports, options).map(({ file, range: { start, end }, severity, code, message }): Result => {
    const region = {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
    return {
      ruleId: code,
      level: SARIF_LEVEL[severity],
      message: { text: message },
      locations: [
        { physicalLocation: { artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") }, region } },
      ],
    };
  });
  const driver = { name: "sendmail-lint", version: options.version, rules };
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits" }],
  };
  const { runs, ...head } = log;
  const run = json(runs[0]).slice(0, -1);
  yield `${json(head).slice(0, -1)},"runs":[${run},"results":`;
  yield* list(results.map(json));
  yield "}]}";
}
