// What a word means, shown where it stands.
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { type CatalogRecord, catalog, type Kind } from "../catalog/index.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { Action, Part } from "../tables/action.ts";
import type { TableEntry } from "../tables/types.ts";
import { type Span, type TextDocument, touches } from "../text.ts";
import { ownNameMarkdown, usageNotes } from "./effective.ts";
import { entryText } from "./entry-text.ts";
import type { FeatureOptions } from "./options.ts";
import { rangeOf } from "./ranges.ts";
import { type RecordView, recordMarkdown } from "./record-markdown.ts";
import { ownNameAt, type Word, wordAt } from "./words.ts";

/** The hover at a position; undefined where nothing is known, and on text that m4 does not run. */
export function hover(site: MailSite, uri: string, position: Position, options: FeatureOptions): Hover | undefined {
  const document = site.document(uri);
  if (document === undefined) return undefined;
  const offset = document.offsetAt(position);
  const table = site.tables.find((file) => file.uri === uri);
  if (table !== undefined) return tableHover(site, table, document, offset, options);
  const word = wordAt(site, uri, offset);
  if (word === undefined) {
    const own = ownNameAt(site, uri, offset);
    return own && page(document, own.span, ownNameMarkdown(site, own.name));
  }
  const view = {
    notes: usageNotes(site, word, offset),
    ...(word.argument === undefined ? {} : { argument: word.argument }),
    ...wordOf(word),
  };
  return page(document, word.span, recordMarkdown(word.record, options, view));
}

/** The word under the cursor, where only its meaning is known and the page is about what it stands in. */
function wordOf({ part }: Word): Pick<RecordView, "word"> {
  if (part?.flag !== undefined) return { word: { text: part.flag.name, meaning: part.flag.meaning } };
  if (part?.meaning === undefined) return {};
  return { word: { text: part.name ?? part.text, meaning: part.meaning } };
}

function tableHover(
  site: MailSite,
  file: TableFile,
  document: TextDocument,
  offset: number,
  options: FeatureOptions,
): Hover | undefined {
  const entry = file.table.entryAtOffset(offset);
  if (entry === undefined) return undefined;
  const { span, record } = partAt(entry, file, offset);
  const parts = [...entryText(entry, file, site)];
  if (record !== undefined) parts.push("---", recordMarkdown(record, options));
  return page(document, span, parts.join("\n\n"));
}

interface EntryPart {
  readonly span: Span;
  readonly record: CatalogRecord | undefined;
}

/** The part of a line under the cursor, and its record where it has one. */
function partAt(entry: TableEntry, file: TableFile, offset: number): EntryPart {
  if (file.role === "access" && entry.tag !== "" && touches(entry.tagSpan, offset) && offset < entry.keySpan.start)
    return { span: entry.tagSpan, record: catalog.get("access-tag", `${entry.tag}:`) };
  if (file.role === "access" && touches(entry.valueSpan, offset) && offset > entry.keySpan.end)
    return letterAt(entry, offset) ?? { span: entry.valueSpan, record: actionRecord(entry.action) };
  return { span: entry.keySpan, record: undefined };
}

/** Kinds of the letters that are values of a tag; case folded. */
const LETTERS: Readonly<Record<string, Kind>> = { srv_features: "srv-feature", clt_features: "clt-feature" };

function letterAt({ tag, action, valueSpan }: TableEntry, offset: number): EntryPart | undefined {
  const kind = LETTERS[tag.toLowerCase()];
  if (kind === undefined || action.kind !== "features") return undefined;
  const at = (part: Part): Span => ({
    ...valueSpan,
    start: valueSpan.start + part.start,
    end: valueSpan.start + part.end,
  });
  const letter = action.letters.findLast((part) => touches(at(part), offset));
  const record = letter && catalog.get(kind, letter.text.charAt(0));
  return letter && record && { span: at(letter), record };
}

/** The catalogue's record of what a value asks for. */
function actionRecord(action: Action): CatalogRecord | undefined {
  if (action.kind === "tls") return catalog.get("access-action", action.need === "ENCR" ? "ENCR:" : "VERIFY");
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
