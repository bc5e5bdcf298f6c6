// The outline of a table, what may be folded in it, and what a selection in it grows to.
import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from "vscode-languageserver-types";
import type { TableFile } from "../site/types.ts";
import { perBlock } from "../tables/per-block.ts";
import type { Table, TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";
import type { Editor, Place, Shown } from "./editor.ts";
import { formatTable } from "./format-table.ts";
import { tableOccurrences } from "./names/table-names.ts";
import { rangeOf } from "./ranges.ts";

/** What all tables have in common. */
export const TABLE_NAVIGATION: Pick<Editor<TableFile>, "outline" | "folding" | "around" | "occurrences" | "format"> = {
  outline: tableOutline,
  folding: tableFolding,
  around: tableAround,
  occurrences: tableOccurrences,
  format: formatTable,
};

/** Lines that an outline shows one by one; a longer table is shown in runs of lines. */
const MOST_LINES = 2_000;

/** Each line by its key; of a long table, runs of lines by their first and last keys. */
export function tableOutline({ file: { document, table } }: Shown<TableFile>): readonly DocumentSymbol[] {
  const symbol = (entry: TableEntry): DocumentSymbol => {
    const detail = entry.value.length > 80 ? `${entry.value.slice(0, 80)}…` : entry.value;
    return {
      name: entry.tag === "" ? entry.key || "?" : `${entry.tag}:${entry.key}`,
      ...(detail === "" ? {} : { detail }),
      kind: SymbolKind.Key,
      range: rangeOf(document, entry.lineSpan),
      selectionRange: rangeOf(document, entry.keySpan),
    };
  };
  if (table.entryCount <= MOST_LINES) return [...table.entries()].map(symbol);
  const runs: DocumentSymbol[] = [];
  const size = Math.ceil(table.lineCount / 100);
  for (let line = 0; line < table.lineCount; line += size) {
    const end = Math.min(line + size, table.lineCount) - 1;
    const [first, last] = [nearestEntry(table, line, end), nearestEntry(table, end, line)];
    if (first === undefined || last === undefined) continue;
    const range = { start: { line, character: 0 }, end: document.getLineRange(end).end };
    runs.push({
      name: `${first.key} … ${last.key}`,
      detail: `lines ${(line + 1).toLocaleString("en")} to ${(end + 1).toLocaleString("en")}`,
      kind: SymbolKind.Namespace,
      range,
      selectionRange: document.getLineRange(line),
    });
  }
  return runs;
}

/** The first entry on the way from one line to another. */
function nearestEntry(table: Table, from: number, to: number): TableEntry | undefined {
  const step = from <= to ? 1 : -1;
  for (let line = from; line !== to + step; line += step) {
    const entry = table.entryAt(line);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Runs of lines that are folded in one file; an editor takes no more. */
const MOST_FOLDS = 5_000;

/** Where a line goes on: the next one begins with a space, or a backslash is before its end. */
const JOINED = /\n[^\S\n]|\\\n/;

/** Entries that go over several lines, by their lines from the block's first one on. */
const longEntries = perBlock((block) =>
  (block.has(JOINED) ? [...block.entries()] : []).flatMap(({ line, lastLine }) =>
    lastLine > line ? [{ first: line - block.firstLine, last: lastLine - block.firstLine }] : [],
  ),
);

/** Comments of several lines, what follows such a comment up to the next one, and aliases that go over several lines. */
export function tableFolding({ file: { table } }: Shown<TableFile>): readonly FoldingRange[] {
  const comments: { startLine: number; endLine: number }[] = [];
  const long: FoldingRange[] = [];
  for (const block of table.blocks()) {
    if (block.hasComments)
      for (const { line } of block.comments()) {
        const last = comments.at(-1);
        if (last?.endLine === line - 1) last.endLine = line;
        else comments.push({ startLine: line, endLine: line });
      }
    if (table.kind === "aliases")
      for (const { first, last } of longEntries(block))
        long.push({ startLine: block.firstLine + first, endLine: block.firstLine + last });
  }
  const blocks = comments
    .filter(({ startLine, endLine }) => endLine > startLine)
    .map((one) => ({ ...one, kind: FoldingRangeKind.Comment }));
  // A comment of one line is a heading; one of several lines is folded itself, and an editor folds a line in one way only.
  const sections = comments.flatMap(({ startLine, endLine }, at) => {
    const next = comments[at + 1]?.startLine ?? table.lineCount;
    const last = startLine === endLine ? nearestEntry(table, next - 1, startLine)?.lastLine : undefined;
    return last !== undefined && last > startLine + 1
      ? [{ startLine, endLine: last, kind: FoldingRangeKind.Region }]
      : [];
  });
  return [...blocks, ...sections, ...long].sort((a, b) => a.startLine - b.startLine).slice(0, MOST_FOLDS);
}

/** Key, value and entry under the cursor, and the section below a comment. */
export function tableAround(place: Place<TableFile>): readonly Pick<Span, "start" | "end">[] {
  const { file, offset } = place;
  const { document, table } = file;
  const entry = table.entryAtOffset(offset);
  const { line } = document.positionAt(offset);
  const sections = tableFolding(place)
    .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
    .map(({ startLine, endLine }) => ({
      start: document.offsetAt({ line: startLine, character: 0 }),
      end: document.offsetAt(document.getLineRange(endLine).end),
    }));
  return entry === undefined ? sections : [entry.keySpan, entry.valueSpan, entry.lineSpan, ...sections];
}
