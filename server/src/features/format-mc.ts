// Formats a .mc: takes spaces away at line ends, and puts dnl where a line end would land in the .cf as an empty line.
import type { TextEdit } from "vscode-languageserver-types";
import { classMacros, fileMacros, sectionMacros } from "../mc/vocabulary.ts";
import type { McMember } from "../site/types.ts";
import type { Span } from "../text.ts";
import type { Shown } from "./editor.ts";
import { rangeOf } from "./ranges.ts";

/** Words that write no text where they are: a line end after them is all that would land in the .cf. */
const SILENT: ReadonlySet<string> = new Set([
  "define",
  "undefine",
  "MASQUERADE_AS",
  "DAEMON_OPTIONS",
  "CLIENT_OPTIONS",
  "QUEUE_GROUP",
  "MODIFY_MAILER_FLAGS",
  ...Object.keys(fileMacros).filter((name) => name !== "SITECONFIG"),
  ...Object.keys(classMacros),
]);

/**
 * The .cf that m4 makes stays the same but for empty lines (test/oracle/kinds/format.test.ts). From the first section on that goes into
 * the .cf as it is (LOCAL_CONFIG and the like) nothing is changed, and neither is a line with anything else on it.
 */
export function formatMc(
  { file: { uri, document, mc } }: Shown<McMember>,
  range: Span | undefined,
): readonly TextEdit[] {
  const { expansion, uses } = mc.config;
  const calls = expansion.calls
    .filter(({ span, parent, within }) => span.source === uri && parent === undefined && within === undefined)
    .toSorted((a, b) => a.span.start - b.span.start);
  const section = uses.find(({ call }) => Object.hasOwn(sectionMacros, call.name) && call.span.source === uri);
  const end = section?.call.span.start ?? document.length;
  const edits: TextEdit[] = [];
  const wanted = range && rangeOf(document, range);
  const isWanted = (start: number, stop: number) =>
    wanted === undefined ||
    (document.positionAt(stop).line >= wanted.start.line && document.positionAt(start).line <= wanted.end.line);
  const change = (start: number, stop: number, newText: string) => {
    if (stop > end || !isWanted(start, stop)) return;
    if (document.slice(start, stop) !== newText)
      edits.push({ range: rangeOf(document, { start, end: stop }), newText });
  };
  const comments = expansion.dead
    .filter(({ span, why }) => why === "dnl" && span.source === uri)
    .toSorted((a, b) => a.span.start - b.span.start);
  let [at, reached] = [0, 0];
  for (const { span } of comments) {
    for (let call = calls[at]; call !== undefined && call.span.start < span.start; call = calls[++at])
      reached = Math.max(reached, call.span.end);
    // A comment in quotes is part of a macro's text.
    if (span.end <= reached) continue;
    const text = document.slice(span.start, span.end).replace(/\r?\n?$/, "");
    const kept = text.trimEnd();
    change(span.start + kept.length, span.start + text.length, "");
  }
  for (const { name, span, hasArguments } of calls) {
    const { line } = document.positionAt(span.end);
    const start = document.offsetAt({ line, character: 0 });
    if (!hasArguments || !SILENT.has(name) || span.start !== start) continue;
    const stop = document.offsetAt(document.getLineRange(line).end);
    if (document.slice(span.end, stop).trim() === "" && line + 1 < document.lineCount) change(span.end, stop, "dnl");
  }
  return edits.sort((a, b) => a.range.start.line - b.range.start.line);
}
