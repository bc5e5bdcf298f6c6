// `sendmail-lint test`: runs the relay tests that are kept beside configurations.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { diskFiles } from "../files.node.ts";
import {
  isRelayTests,
  RELAY_TEST_SUFFIX,
  type TestOutcome,
  type TestRun,
  type TestStatus,
} from "../relay-tests/index.ts";
import { createService } from "../service.ts";
import type { Settings } from "../settings.ts";
import { pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { uriOf } from "./collect.ts";
import type { TestFormat } from "./commands/test.ts";
import type { JsonTest, JsonTestError } from "./json-types.ts";
import { EXIT, json, type Output, visible } from "./output.ts";
import { reasonOf, whyUnreadable } from "./reasons.ts";

export interface TestOptions {
  /** Files of tests, or folders with such files. */
  readonly paths: readonly string[];
  readonly format: TestFormat;
  readonly settings: Settings;
}

/** What came of one file. */
interface FileRun {
  readonly file: string;
  readonly run: TestRun | undefined;
  /** Why there is no run, as a sentence. */
  readonly failure: string | undefined;
}

/** Runs all tests. Exit status 1 where one failed or is not certain, 2 where some could not be run, or there are none. */
export async function test(options: TestOptions, output: Output): Promise<number> {
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(options.settings);
  const { files, missing } = collect(options.paths);
  for (const { file, reason } of missing) output.error(`sendmail-lint: cannot read ${file}: ${reason}`);
  const runs: FileRun[] = [];
  for (const file of files) {
    try {
      const run = await service.relayTestRun(uriOf(file));
      runs.push({ file, run, failure: run === undefined ? notATest(file) : run.failure });
    } catch (error) {
      runs.push({ file, run: undefined, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  if (files.length === 0) output.error("sendmail-lint: there are no relay tests: files that end in .relay-test.yaml");
  for (const line of FORMATS[options.format](runs)) output.print(line);
  if (missing.length > 0 || files.length === 0 || runs.some(({ failure }) => failure !== undefined)) return EXIT.usage;
  return outcomesOf(runs).every(({ status }) => status === "passed") ? EXIT.clean : EXIT.findings;
}

/** Why a file that was named cannot be run, as a sentence. */
function notATest(file: string): string {
  const why = whyUnreadable(file);
  return why === undefined ? `Its name does not end in ${RELAY_TEST_SUFFIX}.` : `It cannot be read: ${why}.`;
}

/** The same with what is wrong in the file, for forms that have one place for it. */
function wholeFailure({ failure, run }: FileRun): string | undefined {
  const mistakes = (run?.mistakes ?? []).map(({ line, message }) => ` Line ${line}: ${message}`);
  return failure && failure + mistakes.join("");
}

interface Collected {
  readonly files: readonly string[];
  readonly missing: readonly { readonly file: string; readonly reason: string }[];
}

/** The files of tests among paths, and in the folders among them, each once; and what of that cannot be looked at. */
function collect(paths: readonly string[]): Collected {
  const files = new Set<string>();
  const missing: { file: string; reason: string }[] = [];
  const waiting = [...paths];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    try {
      if (!statSync(next).isDirectory()) files.add(path.normalize(next));
      else
        for (const entry of readdirSync(next, { withFileTypes: true })) {
          if (entry.isDirectory() && entry.name !== "node_modules") waiting.push(path.join(next, entry.name));
          if (entry.isFile() && isRelayTests(entry.name)) files.add(path.join(next, entry.name));
        }
    } catch (error) {
      missing.push({ file: next, reason: reasonOf(error) });
    }
  return { files: [...files].sort(), missing };
}

const FORMATS: Readonly<Record<TestFormat, (runs: readonly FileRun[]) => Iterable<string>>> = {
  text: asText,
  json: asJson,
  tap: asTap,
  junit: asJunit,
};

const SIGN: Readonly<Record<TestStatus, string>> = { passed: "ok  ", failed: "FAIL", unsure: "?   " };

function* asText(runs: readonly FileRun[]): Iterable<string> {
  for (const { file, run, failure } of runs) {
    yield visible(file);
    if (failure !== undefined) yield visible(`  ${failure}`);
    for (const { line, message } of run?.mistakes ?? []) yield visible(`  line ${line}: ${message}`);
    for (const { test: its, status, message, steps } of run?.outcomes ?? []) {
      yield visible(`  ${SIGN[status]} ${its.title}`);
      if (message !== "") yield visible(`         ${message}`);
      for (const step of status === "passed" ? [] : steps) yield visible(`         ${stepText(step, run?.site)}`);
    }
  }
  const all = outcomesOf(runs);
  const count = (status: TestStatus) => all.filter((one) => one.status === status).length;
  const unsure = count("unsure");
  yield `${all.length} tests: ${count("passed")} passed, ${count("failed")} failed${unsure > 0 ? `, ${unsure} not certain` : ""}`;
}

function* asJson(runs: readonly FileRun[]): Iterable<string> {
  for (const { file, run, failure } of runs) {
    const mistakes = run?.mistakes;
    if (failure !== undefined)
      yield json({ file, error: failure, ...(mistakes === undefined ? {} : { mistakes }) } satisfies JsonTestError);
    for (const { test: its, status, message, expected, actual, steps } of run?.outcomes ?? [])
      yield json({
        file,
        test: its.title,
        index: its.index,
        status,
        message,
        ...(status === "passed" ? {} : { expected, actual }),
        because: status === "passed" ? [] : steps.map(({ text, span }) => ({ text, ...placeOf(span, run?.site) })),
      } satisfies JsonTest);
  }
}

/** The Test Anything Protocol, version 14. */
function* asTap(runs: readonly FileRun[]): Iterable<string> {
  yield "TAP version 14";
  let number = 0;
  for (const one of runs) {
    const { file, run } = one;
    const failure = wholeFailure(one);
    yield visible(`# ${file}`);
    if (failure !== undefined) yield visible(`not ok ${++number} - ${tapText(`${file}: ${failure}`)}`);
    for (const { test: its, status, message, expected, actual } of run?.outcomes ?? []) {
      yield visible(`${status === "passed" ? "ok" : "not ok"} ${++number} - ${tapText(its.title)}`);
      if (status === "passed") continue;
      yield "  ---";
      for (const [key, value] of Object.entries({ message, expected, actual })) yield `  ${key}: ${json(value)}`;
      yield "  ...";
    }
  }
  yield `1..${number}`;
}

/** A description in TAP: a number sign begins a directive, unless it is escaped. */
function tapText(text: string): string {
  return text.replace(/[\\#]/g, "\\$&");
}

function* asJunit(runs: readonly FileRun[]): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield "<testsuites>";
  for (const one of runs) {
    const { file, run } = one;
    const failure = wholeFailure(one);
    const outcomes = run?.outcomes ?? [];
    const failed = outcomes.filter(({ status }) => status === "failed").length;
    const errors = outcomes.filter(({ status }) => status === "unsure").length + (failure === undefined ? 0 : 1);
    const tests = outcomes.length + (failure === undefined ? 0 : 1);
    yield `  <testsuite name="${xml(file)}" tests="${tests}" failures="${failed}" errors="${errors}">`;
    if (failure !== undefined)
      yield `    <testcase classname="${xml(file)}" name="the file"><error message="${xml(failure)}"/></testcase>`;
    for (const { test: its, status, message, steps } of outcomes) {
      const head = `<testcase classname="${xml(file)}" name="${xml(its.title)}"`;
      if (status === "passed") yield `    ${head}/>`;
      else {
        const element = status === "failed" ? "failure" : "error";
        const text = steps.map((step) => stepText(step, run?.site)).join("\n");
        yield `    ${head}><${element} message="${xml(message)}">${xml(text)}</${element}></testcase>`;
      }
    }
    yield "  </testsuite>";
  }
  yield "</testsuites>";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** A text in XML; what no XML may hold is replaced. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
}

function outcomesOf(runs: readonly FileRun[]): readonly TestOutcome[] {
  return runs.flatMap(({ run }) => run?.outcomes ?? []);
}

function stepText({ text, span }: TestOutcome["steps"][number], site: MailSite | undefined): string {
  const { file, line } = placeOf(span, site);
  return file === null ? text : `${text} (${file}:${line})`;
}

/** Path and line (from 1); null where a step was not written anywhere. */
function placeOf(span: Span | undefined, site: MailSite | undefined) {
  const document = span && site?.document(span.source);
  if (span === undefined || document === undefined) return { file: null, line: null };
  const file = path.relative(process.cwd(), pathOf(span.source)) || pathOf(span.source);
  return { file, line: document.positionAt(span.start).line + 1 };
}
