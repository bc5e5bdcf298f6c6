// A second program that reads SARIF: the schema of the standard's package, and fixes applied as the standard says, without any code of ours.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { ArtifactLocation, Fix, Log, Region } from "sarif";

const SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

const require = createRequire(import.meta.url);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(require.resolve(SCHEMA), "utf8")));

/** What the schema says against a log; [] for a valid one. */
export function complaints(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The path of an artifact, by the bases that the run names. */
function pathOf(log: Log, location: ArtifactLocation): string {
  const base =
    location.uriBaseId === undefined ? undefined : log.runs[0]?.originalUriBaseIds?.[location.uriBaseId]?.uri;
  return fileURLToPath(new URL(location.uri ?? "", base));
}

/** Applies fixes of a grade to the files of this machine: of each result the first one, none that touches another. Gives how many. */
export function applyFixes(log: Log, grades: ReadonlySet<unknown>): number {
  const edits = new Map<string, { start: number; end: number; text: string }[]>();
  let applied = 0;
  for (const { fixes = [] } of log.runs[0]?.results ?? []) {
    const fix = fixes.find(({ properties }) => grades.has(properties?.grade));
    if (fix === undefined || !addEdits(log, fix, edits)) continue;
    applied++;
  }
  for (const [file, list] of edits) {
    let text = readFileSync(file, "utf8");
    for (const { start, end, text: inserted } of list.sort((a, b) => b.start - a.start))
      text = text.slice(0, start) + inserted + text.slice(end);
    writeFileSync(file, text);
  }
  return applied;
}

/** Notes the edits of a fix; false where one touches what is noted already. */
function addEdits(log: Log, fix: Fix, edits: Map<string, { start: number; end: number; text: string }[]>): boolean {
  const own = fix.artifactChanges.flatMap(({ artifactLocation, replacements }) => {
    const file = pathOf(log, artifactLocation);
    const text = readFileSync(file, "utf8");
    return replacements.map(({ deletedRegion, insertedContent }) => ({
      file,
      ...offsets(text, deletedRegion),
      text: insertedContent?.text ?? "",
    }));
  });
  const touches = own.some(({ file, start, end }) =>
    (edits.get(path.resolve(file)) ?? []).some((other) => start <= other.end && other.start <= end),
  );
  if (touches) return false;
  for (const { file, ...edit } of own) edits.set(path.resolve(file), [...(edits.get(path.resolve(file)) ?? []), edit]);
  return true;
}

function offsets(text: string, { startLine = 1, startColumn = 1, endLine = startLine, endColumn = 1 }: Region) {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length)];
  const at = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;
  return { start: at(startLine, startColumn), end: at(endLine, endColumn) };
}
