// The hover of a line of a table: what the line does, then the record of the word under the cursor.
import type { Hover } from "vscode-languageserver-types";
import type { CatalogRecord } from "../catalog/index.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";
import type { Place } from "./editor.ts";
import { hoverPage } from "./hover.ts";
import { oldVersionNote } from "./old-version-note.ts";
import { recordMarkdown } from "./record-markdown.ts";

/** The part of a line that a hover is about, and its record where it has one. */
export interface EntryPart {
  readonly span: Span;
  readonly record: CatalogRecord | undefined;
}

/** What a line does, as paragraphs of Markdown. */
export type EntryText = (entry: TableEntry, file: TableFile, site: MailSite) => readonly string[];

/** The hover of the line at a place; undefined on lines that are not entries. `partAt` tells the parts of a line apart. */
export function hoverEntry(
  { site, file, offset, options }: Place<TableFile>,
  text: EntryText,
  partAt: (entry: TableEntry, offset: number) => EntryPart = ({ keySpan }) => ({ span: keySpan, record: undefined }),
): Hover | undefined {
  const entry = file.table.entryAtOffset(offset);
  if (entry === undefined) return undefined;
  const { span, record } = partAt(entry, offset);
  const old = file.kind === "access" || file.className === "R" ? oldVersionNote(site, options) : undefined;
  const parts = [...(old === undefined ? [] : [old]), ...text(entry, file, site)];
  if (record !== undefined) parts.push("---", recordMarkdown(record, options));
  return hoverPage(file.document, span, parts.join("\n\n"));
}
