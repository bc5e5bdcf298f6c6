// SARIF 2.1.0, for code scanning services: what was found, with the proof, the fixes, and what could not be looked at.
import type { ArtifactLocation, CodeFlow, Fix, Location, Region, ReportingDescriptor, Result, Run } from "sarif";
import { controlsOfRule } from "../../catalog/index.ts";
import { hrefOf } from "../../features/diagnostics.ts";
import { plainText } from "../../features/plain-text.ts";
import { rangeOf } from "../../features/ranges.ts";
import type { Problem } from "../../rules/linter/lint.ts";
import type { Fix as RuleFix, RuleMeta } from "../../rules/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import { fingerprintsOf } from "../fingerprints.ts";
import { json } from "../output.ts";
import { type FileReport, type FormatOptions, type Lines, list, messageParts, relativeUri } from "./report.ts";

const LEVEL = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** The name of the folder that the command runs in. */
const BASE = "SRCROOT";
const FINGERPRINT = "sendmailLint/v1";
/** Categories of rules that are about who gets in. */
const SECURITY: ReadonlySet<string> = new Set(["relay", "auth", "tls", "privacy", "sender"]);

export function* sarif(reports: readonly FileReport[], options: FormatOptions): Lines {
  const metas = [
    ...new Map(reports.flatMap(({ problems }) => problems.map(({ meta }) => [meta.code, meta] as const))).values(),
  ];
  const indexes = new Map(metas.map(({ code }, n) => [code, n]));
  const run: Omit<Run, "results"> = {
    tool: {
      driver: { name: "sendmail-lint", version: options.version, rules: metas.map((meta) => ruleOf(meta, options)) },
    },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    originalUriBaseIds: { [BASE]: { uri: options.base } },
    invocations: [
      {
        executionSuccessful: options.notices.length === 0,
        workingDirectory: { uri: options.base },
        toolExecutionNotifications: options.notices.map(({ text, level, uri }) => ({
          level,
          message: { text },
          ...(uri === undefined
            ? {}
            : { locations: [{ physicalLocation: { artifactLocation: artifact(uri, options) } }] }),
        })),
      },
    ],
  };
  const head = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0" };
  yield `${json(head).slice(0, -1)},"runs":[${json(run).slice(0, -1)},"results":`;
  yield* list(
    reports.flatMap((report) => {
      const fingerprints = fingerprintsOf(report.document, report.problems);
      return report.problems.map((problem, n) => {
        const places = new Places(report, options);
        const ruleIndex = indexes.get(problem.meta.code) ?? -1;
        return json(resultOf(problem, ruleIndex, fingerprints[n] ?? "", report, places));
      });
    }),
  );
  yield "}]}";
}

/** Words that group rules: the category, what it is about, and the controls of audit guides that it answers. */
function tagsOf({ code }: RuleMeta): readonly string[] {
  const [category = ""] = code.split("-");
  const controls = controlsOfRule(code).map(({ id }) => id);
  return [category, ...(SECURITY.has(category) ? ["security"] : []), ...controls];
}

function ruleOf(meta: RuleMeta, options: FormatOptions): ReportingDescriptor {
  const href = hrefOf(meta, options.guidanceBaseUrl);
  const page = options.pageOf(meta.code);
  return {
    id: meta.code,
    shortDescription: { text: meta.title },
    fullDescription: { text: page === undefined ? meta.title : (introduction(page) ?? meta.title) },
    ...(href.startsWith("http") ? { helpUri: href } : {}),
    ...(page === undefined ? {} : { help: { text: plainText(page), markdown: page } }),
    defaultConfiguration: { level: LEVEL[meta.severity] },
    properties: { tags: [...tagsOf(meta)], precision: "high" },
  };
}

/** The first paragraph of a rule's page, after its heading. */
function introduction(page: string): string | undefined {
  const [, paragraph] = plainText(page).split(/\n{2,}/);
  return paragraph === undefined || paragraph === "" ? undefined : paragraph;
}

function artifact(uri: string, { base }: FormatOptions): ArtifactLocation {
  const relative = relativeUri(uri, base);
  return relative === undefined ? { uri } : { uri: relative, uriBaseId: BASE };
}

/** Places of one file's findings in SARIF's words. */
class Places {
  readonly #report: FileReport;
  readonly #options: FormatOptions;

  constructor(report: FileReport, options: FormatOptions) {
    this.#report = report;
    this.#options = options;
  }

  /** Undefined for a file that is not known. */
  of(
    span: Span,
  ): (Location & { physicalLocation: { region: Region; artifactLocation: ArtifactLocation } }) | undefined {
    const document = this.document(span.source);
    if (document === undefined) return undefined;
    return {
      physicalLocation: {
        artifactLocation: artifact(document.uri, this.#options),
        region: regionOf(document, span),
      },
    };
  }

  document(source: string): TextDocument | undefined {
    return source === this.#report.document.uri ? this.#report.document : this.#report.other?.(source);
  }
}

function regionOf(document: TextDocument, span: Span): Region {
  const { start, end } = rangeOf(document, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function resultOf(
  problem: Problem,
  ruleIndex: number,
  fingerprint: string,
  report: FileReport,
  places: Places,
): Result {
  const { meta, severity, message, span } = problem;
  const place = places.of({ ...span, source: report.document.uri });
  const related = (problem.related ?? []).flatMap(({ span: there, message: text }, n) => {
    const location = places.of(there);
    return location === undefined ? [] : [{ ...location, id: n + 1, message: { text } }];
  });
  const fixes = (problem.fixes?.() ?? []).flatMap((fix) => fixOf(fix, places) ?? []);
  const flow = codeFlow(problem, report, places);
  const { first, rest } = messageParts(message);
  return {
    ruleId: meta.code,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVEL[severity],
    message: { text: rest === "" ? first : `${first} ${rest}` },
    locations: place === undefined ? [] : [place],
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(fixes.length === 0 ? {} : { fixes }),
    ...(flow === undefined ? {} : { codeFlows: [flow] }),
  };
}

/** A fix with its grade; undefined where it changes a file that is not known. */
function fixOf({ title, grade, changes }: RuleFix, places: Places): Fix | undefined {
  const files = new Map<string, Fix["artifactChanges"][number]>();
  for (const { span, newText } of changes) {
    const place = places.of(span);
    if (place === undefined) return undefined;
    const { artifactLocation, region } = place.physicalLocation;
    const known = files.get(span.source) ?? { artifactLocation, replacements: [] };
    known.replacements.push({
      deletedRegion: region,
      ...(newText === "" ? {} : { insertedContent: { text: newText } }),
    });
    files.set(span.source, known);
  }
  return files.size === 0
    ? undefined
    : { description: { text: title }, artifactChanges: [...files.values()], properties: { grade } };
}

/** The steps by which the transaction of a proof gets through. A step without a place of its own is shown at the finding. */
function codeFlow(problem: Problem, report: FileReport, places: Places): CodeFlow | undefined {
  const proof = report.proofOf?.(problem);
  if (proof === undefined) return undefined;
  const here = places.of({ ...problem.span, source: report.document.uri });
  const locations = proof.steps.map(({ text, span }) => ({
    location: { ...((span && places.of(span)) ?? here), message: { text } },
  }));
  return locations.length === 0 ? undefined : { message: { text: proof.text }, threadFlows: [{ locations }] };
}
