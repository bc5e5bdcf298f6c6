// Formats a table: the values of neighbouring lines are below each other, and nothing else is touched.
import type { TextEdit } from "vscode-languageserver-types";
import type { TableFile } from "../site/types.ts";
import type { TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";
import type { Shown } from "./editor.ts";
import { rangeOf } from "./ranges.ts";

/** Columns of a tab, as editors have them for these files. */
const TAB = 8;

/** A key that is longer than this is alone: the others do not move for its sake. */
const LONGEST_KEY = 48;

/** Lines that are aligned with each other at most: a longer run of lines is aligned from one multiple of this to the next. */
const LONGEST_GROUP = 1_000;

/** Edits that a single request makes; a map of a million lines is formatted range by range. */
const MOST_EDITS = 50_000;

/**
 * Aligns values with tabs. Only the white space between a key and its value changes, which makemap and newaliases drop. Lines that
 * they refuse, comments, and aliases that go on in another line stay as they are, and so does white space within values.
 *
 * @param range only lines that it touches are changed, by the widths of their whole group
 */
export function formatTable({ file }: Shown<TableFile>, range: Span | undefined): readonly TextEdit[] {
  const { document, table } = file;
  // Of a text map every space may count; class files and lists have no values.
  if (table.kind === "class" || table.kind === "list" || table.kind === "text") return [];
  const isWanted = ({ lineSpan: { start, end } }: TableEntry) =>
    range === undefined || (end >= range.start && start <= range.end);
  const edits: TextEdit[] = [];
  let group: TableEntry[] = [];
  const finish = () => {
    if (group.some(isWanted)) {
      const widest = Math.max(0, ...group.map(headWidth).filter((width) => width <= LONGEST_KEY));
      const column = (Math.floor(widest / TAB) + 1) * TAB;
      for (const entry of group) {
        const gap = gapOf(entry);
        const width = headWidth(entry);
        const wanted = width >= column ? "\t" : "\t".repeat(Math.ceil((column - width) / TAB));
        if (!isWanted(entry) || document.slice(gap.start, gap.end) === wanted) continue;
        edits.push({ range: rangeOf(document, gap), newText: wanted });
      }
    }
    group = [];
  };
  const entries = range === undefined ? table.entries() : entriesAround(file, range);
  for (const entry of entries) {
    const gap = gapOf(entry);
    const between = document.slice(gap.start, gap.end);
    const isPlain = entry.line === entry.lastLine && entry.value !== "" && /^[\t ]*$/.test(between);
    // An empty or commented line ends a group.
    const isNext = (group.at(-1)?.lastLine ?? 0) + 1 === entry.line && entry.line % LONGEST_GROUP !== 0;
    if (group.length > 0 && !isNext) finish();
    if (isPlain && (between !== "" || table.kind === "aliases")) group.push(entry);
    if (edits.length > MOST_EDITS) return [];
  }
  finish();
  return edits;

  /** What is before the value, the colon of an alias included. */
  function headWidth(entry: TableEntry): number {
    return gapOf(entry).start - entry.lineSpan.start;
  }

  function gapOf({ keySpan, valueSpan }: TableEntry): Pick<Span, "start" | "end"> {
    if (table.kind !== "aliases") return { start: keySpan.end, end: valueSpan.start };
    const colon = document.slice(keySpan.end, valueSpan.start).indexOf(":");
    return { start: keySpan.end + colon + 1, end: valueSpan.start };
  }
}

/** The entries that a range may touch, with all that they are aligned with. */
function* entriesAround({ document, table }: TableFile, { start, end }: Span): Iterable<TableEntry> {
  const from = document.positionAt(start).line;
  const to = document.positionAt(end).line;
  const last = Math.min(table.lineCount, (Math.floor(to / LONGEST_GROUP) + 1) * LONGEST_GROUP);
  for (let line = from - (from % LONGEST_GROUP); line < last; line++) {
    const entry = table.entryAt(line);
    if (entry !== undefined && entry.line === line) yield entry;
  }
}
