// A baseline: findings that are known, in a file that is kept with the configuration. They are silent, new ones are not.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fingerprintsOf } from "./fingerprints.ts";
import { type FileReport, relativePath } from "./formats/report.ts";
import type { JsonBaseline } from "./json-types.ts";
import { reasonOf } from "./reasons.ts";
import { writeWhole } from "./replace-file.ts";

/** A baseline that cannot be used: the message says why. */
export class BaselineError extends Error {}

/** Known findings, and how often: by file, code and fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

/** Reads a baseline. Rejects with a `BaselineError` for a file that is none. */
export async function readBaseline(file: string): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new BaselineError(reasonOf(error));
  }
  const known = new Map<string, number>();
  for (const { file: of, code, fingerprint } of parsed(text).findings) {
    const key = keyOf(of, code, fingerprint);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return known;
}

function parsed(text: string): JsonBaseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BaselineError("it is not JSON");
  }
  if (!isBaseline(value)) throw new BaselineError("it is not a baseline that --write-baseline wrote");
  return value;
}

function isBaseline(value: unknown): value is JsonBaseline {
  if (typeof value !== "object" || value === null || !("version" in value) || !("findings" in value)) return false;
  const { version, findings } = value;
  const isFinding = (one: unknown) =>
    typeof one === "object" &&
    one !== null &&
    ["file", "code", "fingerprint"].every((name) => typeof (one as Record<string, unknown>)[name] === "string");
  return version === 1 && Array.isArray(findings) && findings.every(isFinding);
}

/** What is left of some reports without the findings of a baseline, and how many those were. */
export function withoutKnown(
  reports: readonly FileReport[],
  baseline: Baseline,
  file: string,
): { readonly reports: readonly FileReport[]; readonly known: number } {
  const left = new Map(baseline);
  const base = baseOf(file);
  let known = 0;
  const rest = reports.map((report) => {
    const fingerprints = fingerprintsOf(report.document, report.problems);
    const formerly = fingerprintsOf(report.document, report.problems, ({ meta, former }) => former ?? meta.code);
    const of = relativePath(report.document.uri, base);
    const problems = report.problems.filter(({ meta, former }, n) => {
      const keys = [keyOf(of, meta.code, fingerprints[n] ?? "")];
      // A baseline may have been written before rules were merged.
      if (former !== undefined) keys.push(keyOf(of, former, formerly[n] ?? ""));
      const key = keys.find((one) => (left.get(one) ?? 0) > 0);
      const times = key === undefined ? 0 : (left.get(key) ?? 0);
      if (key === undefined) return true;
      left.set(key, times - 1);
      known++;
      return false;
    });
    return { ...report, problems };
  });
  return { reports: rest, known };
}

/** Writes all findings of some reports as a baseline; gives their number. Files are named from the baseline's folder. */
export async function writeBaseline(file: string, reports: readonly FileReport[]): Promise<number> {
  const base = baseOf(file);
  const findings = reports.flatMap(({ document, problems }) => {
    const fingerprints = fingerprintsOf(document, problems);
    const of = relativePath(document.uri, base);
    return problems.map(({ meta }, n) => ({ file: of, code: meta.code, fingerprint: fingerprints[n] ?? "" }));
  });
  // One finding on each line, in an order of their own: differences between two baselines are easy to read.
  const lines = findings.map((one) => JSON.stringify(one)).sort();
  const text = `{"version":1,"findings":[\n${lines.join(",\n")}\n]}\n`;
  await writeWhole(file, Buffer.from(text));
  return findings.length;
}

function baseOf(file: string): string {
  return pathToFileURL(`${path.dirname(path.resolve(file))}${path.sep}`).href;
}

function keyOf(file: string, code: string, fingerprint: string): string {
  return JSON.stringify([file, code, fingerprint]);
}
