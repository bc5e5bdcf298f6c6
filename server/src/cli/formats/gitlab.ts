// GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/
import { createHash } from "node:crypto";
import { rangeOf } from "../../features/ranges.ts";
import { fingerprintsOf } from "../fingerprints.ts";
import { json } from "../output.ts";
import { type FileReport, type FormatOptions, type Lines, list, relativePath } from "./report.ts";

const SEVERITY = { error: "critical", warning: "major", information: "info", hint: "info" } as const;

export function* gitlab(reports: readonly FileReport[], options: FormatOptions): Lines {
  yield* list(
    reports.flatMap(({ document, problems }) => {
      const path = relativePath(document.uri, options.base);
      const fingerprints = fingerprintsOf(document, problems);
      return problems.map(({ message, meta, severity, span }, n) => {
        const { start, end } = rangeOf(document, span);
        return json({
          description: message,
          check_name: meta.code,
          // GitLab asks for one that no other finding of the report has.
          fingerprint: createHash("sha256").update(`${path}\n${fingerprints[n]}`).digest("hex"),
          severity: SEVERITY[severity],
          location: { path, lines: { begin: start.line + 1, end: end.line + 1 } },
        });
      });
    }),
  );
}
