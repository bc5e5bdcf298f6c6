// Writes a test of what was just asked: a new item at the end of the list, everything else in the file untouched.
import { isScalar, isSeq, parseDocument, stringify } from "yaml";
import type { TestText } from "./schema.ts";

/** A test to write down. */
export type NewTest = TestText;

/** A change of a text: what is put at an offset, in UTF-16 code units. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** The beginning of a file that is not there yet. */
function newFile(configuration: string): string {
  return (
    `# What ${configuration} must do. Run it with "sendmail-lint test", or in VS Code's Testing view.\n` +
    `configuration: ${stringify(configuration).trim()}\ntests:\n`
  );
}

/**
 * How a test gets into a file; undefined where the file has mistakes, or a form in which nothing can be added.
 *
 * @param text the file as it is; undefined where it is not there
 * @param configuration name of the file that is tested, for a new one
 */
export function addTest(text: string | undefined, test: NewTest, configuration: string): Insertion | undefined {
  if (text === undefined || text.trim() === "") {
    const start = newFile(configuration);
    return { offset: text?.length ?? 0, text: `${start}${item(test, "  ")}` };
  }
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  if (!document.has("tests")) return { offset: text.length, text: `${lineEnd(text)}tests:\n${item(test, "  ")}` };
  const tests = document.get("tests", true);
  if (document.get("tests") === undefined) {
    // "tests:" with nothing after it.
    const from = isScalar(tests) && tests.range ? tests.range[0] : text.length;
    const end = text.indexOf("\n", from);
    const offset = end < 0 ? text.length : end + 1;
    return { offset, text: `${text.charAt(offset - 1) === "\n" ? "" : "\n"}${item(test, "  ")}` };
  }
  // A list in brackets has no place for lines.
  if (!isSeq(tests) || tests.flow === true || !tests.range) return undefined;
  const dash = text.lastIndexOf("\n", tests.range[0]) + 1;
  const indent = /^ */.exec(text.slice(dash))?.[0] ?? "  ";
  const end = tests.range[1];
  return { offset: end, text: `${text.charAt(end - 1) === "\n" ? "" : "\n"}${item(test, indent)}` };
}

function item(test: NewTest, indent: string): string {
  const lines = stringify(test, { lineWidth: 0 }).trimEnd().split("\n");
  return lines.map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}\n`).join("");
}

function lineEnd(text: string): string {
  return text.endsWith("\n") ? "" : "\n";
}
