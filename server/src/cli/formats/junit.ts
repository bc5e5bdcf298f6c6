// JUnit's XML, for build servers that show test results: a suite for each file, in which an error is a failed test.
import { visible } from "../output.ts";
import { type FileReport, type FormatOptions, findings, type Lines } from "./report.ts";

/** Warnings and notes pass, with what they say as output: they fail no build by themselves, as the exit status does not. */
export function* junit(reports: readonly FileReport[], options: FormatOptions): Lines {
  const all = reports.map((report) => ({ file: report.file, found: findings([report], options) }));
  const cases = all.map(({ found }) => Math.max(found.length, 1)).reduce((sum, one) => sum + one, 0);
  const failures = all.flatMap(({ found }) => found.filter(({ severity }) => severity === "error")).length;
  const { notices } = options;
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<testsuites name="sendmail-lint" tests="${cases + notices.length}" failures="${failures}" errors="${notices.length}">`;
  for (const { file, found } of all) {
    const bad = found.filter(({ severity }) => severity === "error").length;
    yield `  <testsuite name=${quoted(file)} tests="${Math.max(found.length, 1)}" failures="${bad}" errors="0">`;
    if (found.length === 0) yield `    <testcase name="nothing found" classname=${quoted(file)} />`;
    for (const { code, severity, message, range } of found) {
      const line = range.start.line + 1;
      const text = `${file}:${line}:${range.start.character + 1}: ${severity}: ${message}`;
      yield `    <testcase name=${quoted(`${code} in line ${line}`)} classname=${quoted(file)}>`;
      yield severity === "error"
        ? `      <failure type=${quoted(code)} message=${quoted(message)}>${escaped(text)}</failure>`
        : `      <system-out>${escaped(text)}</system-out>`;
      yield "    </testcase>";
    }
    yield "  </testsuite>";
  }
  if (notices.length > 0) {
    yield `  <testsuite name="not looked at" tests="${notices.length}" failures="0" errors="${notices.length}">`;
    for (const { text } of notices)
      yield `    <testcase name=${quoted(text)} classname="sendmail-lint"><error message=${quoted(text)} /></testcase>`;
    yield "  </testsuite>";
  }
  yield "</testsuites>";
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text in XML 1.0, which has no control characters, no halves of surrogate pairs and no U+FFFE, however they are written. */
function escaped(text: string): string {
  return (
    visible(text.replace(/\p{Cs}|\uFFFE|\uFFFF/gu, "\uFFFD"))
      .replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one)
      // Build servers take `##[` for a command wherever it is.
      .replaceAll("##", "#&#35;")
  );
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}
