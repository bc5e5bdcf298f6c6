// What a word means, shown where it stands.
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { type CatalogRecord, catalog } from "../catalog/index.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { Action } from "../tables/action.ts";
import type { TableEntry } from "../tables/types.ts";
import { type Span, type TextDocument, touches } from "../text.ts";
import { entryText } from "./entry-text.ts";
import type { FeatureOptions } from "./options.ts";
import { rangeOf } from "./ranges.ts";
import { recordMarkdown } from "./record-markdown.ts";
import { wordAt } from "./words.ts";

/** The hover at a position; undefined where nothing is known, and on text that m4 does not run. */
export function hover(site: MailSite, uri: string, position: Position, options: FeatureOptions): Hover | undefined {
  const document = site.document(uri);
  if (document === undefined) return undefined;
  const offset = document.offsetAt(position);
  const table = site.tables.find((file) => file.uri === uri);
  if (table !== undefined) return tableHover(table, document, offset, options);
  const word = wordAt(site, uri, offset);
  if (word === undefined) return undefined;
  const view = word.argument === undefined ? {} : { argument: word.argument };
  return page(document, word.span, recordMarkdown(word.record, options, view));
}

function tableHover(
  file: TableFile,
  document: TextDocument,
  offset: number,
  options: FeatureOptions,
): Hover | undefined {
  const entry = file.table.entryAtOffset(offset);
  if (entry === undefined) return undefined;
  const about = entryText(entry, file);
  const { span, record } = partAt(entry, file, offset);
  return page(
    document,
    span,
    [about, record === undefined ? undefined : recordMarkdown(record, options)]
      .filter((part) => part !== undefined)
      .join("\n\n---\n\n"),
  );
}

/** The part of a line under the cursor, and its record where it has one. */
function partAt(
  entry: TableEntry,
  file: TableFile,
  offset: number,
): { readonly span: Span; readonly record: CatalogRecord | undefined } {
  if (file.role === "access" && entry.tag !== "" && touches(entry.tagSpan, offset) && offset < entry.keySpan.start) {
    return { span: entry.tagSpan, record: catalog.get("access-tag", `${entry.tag}:`) };
  }
  if (file.role === "access" && touches(entry.valueSpan, offset))
    return { span: entry.valueSpan, record: actionRecord(entry.action) };
  return { span: entry.keySpan, record: undefined };
}

/** The catalogue's record of what a value asks for. */
function actionRecord(action: Action): CatalogRecord | undefined {
  const name = "word" in action ? action.word.text : ACTION_NAMES[action.kind];
  if (name === undefined) return undefined;
  return catalog.get("access-action", name) ?? catalog.get("access-action", `${name}:`);
}

const ACTION_NAMES: Readonly<Partial<Record<Action["kind"], string>>> = {
  number: "number",
  reply: "text",
  text: "text",
};

function page(document: TextDocument, span: Span, value: string): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(document, span) };
}
