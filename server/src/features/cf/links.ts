// The files that a .cf names, as links: those of K, F and O lines.
import { cfOptionRecord } from "../../catalog/index.ts";
import type { CfMember } from "../../site/types.ts";
import type { FileLink, Shown } from "../editor.ts";
import { rangeOf } from "../ranges.ts";

/** A path from the root, up to what ends one in a list, a map's specification or a format. */
const PATH = /(?<![^\s:,@"=}-])\/[^\s,:;%"|$@]+/g;
/** Ends of databases, which are made from the texts that a person reads. */
const DATABASE = /\.(?:db|dir|pag|cdb)$/;

/** Links to the paths of a .cf, which are still to be looked for. A path that a macro completes is none. */
export function cfLinks({ file: { document, cf } }: Shown<CfMember>): readonly FileLink[] {
  const text = document.getText();
  return cf.config.lines.flatMap(({ span: { start, end } }) =>
    pathsInLine(text.slice(start, end)).map(({ at, length, path }) => ({
      range: rangeOf(document, { start: start + at, end: start + at + length }),
      path,
    })),
  );
}

/** The paths of a line of a .cf: where each is written, and the file that a person reads. */
export function pathsInLine(
  line: string,
): readonly { readonly at: number; readonly length: number; readonly path: string }[] {
  const from = namesFiles(line);
  if (from === undefined) return [];
  return [...line.slice(from).matchAll(PATH)].flatMap(({ index, 0: path }) => {
    const at = from + index;
    return line.charAt(at + path.length) === "$" ? [] : [{ at, length: path.length, path: path.replace(DATABASE, "") }];
  });
}

/** Where in a line paths may begin; undefined for a line that names no files, or a program. */
export function namesFiles(text: string): number | undefined {
  const command = text.charAt(0);
  if (command === "K") return /^K\S*\s+(?:program|socket|ldap|regex|sequence|switch)\b/i.test(text) ? undefined : 1;
  if (command === "F") {
    const [head = "F"] = /^F(?:\{[^}]*\}|.)/.exec(text) ?? [];
    return text.slice(head.length).trimStart().startsWith("|") ? undefined : head.length;
  }
  if (command !== "O") return undefined;
  const [whole, name = ""] = /^O\s*([\w.]+)\s*=/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const record = cfOptionRecord(name);
  const isPath = record !== undefined && "type" in record && record.type === "path";
  return isPath || /^AliasFile$/i.test(name) ? whole.length : undefined;
}
