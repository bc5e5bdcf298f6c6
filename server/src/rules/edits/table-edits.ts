// Changes of a table that leave everything else as it was: a line out, a key replaced, a comment moved.
import type { MailSite } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import type { EntryContext, Fix, FixGrade, TextChange } from "../types.ts";
import { lineBounds, lineEndOf } from "./edits.ts";
import { effectOf } from "./effects.ts";

/** The two fixes for a line that should not be there: a comment sign before it (preferred: nothing is lost), or out with it. */
export function lineFixes(entry: TableEntry, document: TextDocument, grade: FixGrade): readonly Fix[] {
  const { source, start } = entry.lineSpan;
  const { next } = lineBounds(document, start);
  const rest = grade === "asks" ? `: ${entry.key} is no longer in the file here` : "";
  return [
    {
      title: `Turn this line into a comment${rest}`,
      grade,
      preferred: true,
      changes: [{ span: { source, start, end: start }, newText: "# " }],
    },
    { title: `Remove this line${rest}`, grade, changes: [{ span: { source, start, end: next }, newText: "" }] },
  ];
}

/** Puts a line of its own after the last one of a table. */
export function lineAtEnd(document: TextDocument, line: string): TextChange {
  const { uri, length } = document;
  const lineEnd = lineEndOf(document);
  const before = /^[\r\n]?$/.test(document.slice(length - 1, length)) ? "" : lineEnd;
  return { span: { source: uri, start: length, end: length }, newText: `${before}${line}${lineEnd}` };
}

/** Writes an entry's line once for each of several keys, in place of the one it has. */
export function withKeys(entry: TableEntry, keys: readonly string[], document: TextDocument): TextChange {
  const { start, end } = entry.lineSpan;
  const head = document.slice(start, entry.keySpan.start);
  const tail = document.slice(entry.keySpan.end, end);
  return { span: entry.lineSpan, newText: keys.map((key) => `${head}${key}${tail}`).join(lineEndOf(document)) };
}

/** The line that a table has for a key, tag included; undefined for none. */
function lineOf(site: MailSite, uri: string, key: string): TableEntry | undefined {
  const file = site.fileAt(uri);
  return file !== undefined && "table" in file ? file.table.lookup(key) : undefined;
}

/** True where a table has a line for a key, tag included. */
export const hasKey = (site: MailSite, uri: string, key: string): boolean => lineOf(site, uri, key) !== undefined;

/**
 * The fix that writes an entry's key another way. Such a line comes to life with it, so it is never applied in bulk. Where another
 * line has that key, it takes out the one that does nothing.
 *
 * @param effect what the line does then
 */
export function keyFix(
  entry: TableEntry,
  key: string,
  context: EntryContext,
  effect = effectOf(entry, context, key),
): Fix {
  const { document, site } = context;
  const tag = document.slice(entry.tagSpan.start, entry.keySpan.start);
  const changes = [withKeys(entry, [key], document)];
  return doubleFix(entry.lineSpan, key, { document, site }, tag) ?? asked(`Write ${key}: ${effect}`, changes);
}

/**
 * The fix that takes out a line which does nothing, where another one has the key that it was to have; undefined where none has.
 *
 * @param tag with its colon, before the key
 */
export function doubleFix(
  line: Span,
  key: string,
  { document, site }: Pick<EntryContext, "document" | "site">,
  tag = "",
): Fix | undefined {
  const other = lineOf(site, document.uri, `${tag}${key}`);
  if (other === undefined || other.lineSpan.start === line.start) return undefined;
  const span = { ...line, end: lineBounds(document, line.start).next };
  return asked(`Remove this line: line ${other.line + 1} has ${key}`, [{ span, newText: "" }]);
}

/** A fix that is asked for one by one, and the first to be offered. */
export function asked(title: string, changes: readonly TextChange[]): Fix {
  return { title, grade: "asks", preferred: true, changes };
}

/** The fix that writes an entry's value another way; `effect` says what the line does then. */
export function valueFix(entry: TableEntry, value: string, effect: string, grade: FixGrade = "asks"): Fix {
  return {
    title: `Write ${value}: ${effect}`,
    grade,
    preferred: true,
    changes: [{ span: entry.valueSpan, newText: value }],
  };
}

/** The whole key with its tag. */
export function fullKeySpan(entry: TableEntry): Span {
  return { ...entry.keySpan, start: entry.tagSpan.start };
}

/** A stretch of an entry's value, from offsets within it. */
export function valueSpan(entry: TableEntry, part: { readonly start: number; readonly end: number }): Span {
  const { source, start } = entry.valueSpan;
  return { source, start: start + part.start, end: start + part.end };
}

/** The fix that writes a part of an entry's value another way; mail then goes elsewhere. */
export function partFix(
  entry: TableEntry,
  part: { readonly start: number; readonly end: number },
  newText: string,
  title: string,
  grade: FixGrade = "asks",
): Fix {
  return { title, grade, preferred: true, changes: [{ span: valueSpan(entry, part), newText }] };
}
