// Records of the catalogue as completion items: the dangerous ones last, the details left for later.
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from "vscode-languageserver-types";
import { availability, type CatalogRecord, catalog, type Kind } from "../../catalog/index.ts";
import { type FeatureOptions, versionOf } from "../options.ts";
import { recordMarkdown } from "../record-markdown.ts";

const ITEM_KIND: Readonly<Partial<Record<Kind, CompletionItemKind>>> = {
  feature: CompletionItemKind.Module,
  option: CompletionItemKind.Property,
  define: CompletionItemKind.Property,
  macro: CompletionItemKind.Function,
  builtin: CompletionItemKind.Function,
  mailer: CompletionItemKind.Class,
  snippet: CompletionItemKind.Snippet,
  "access-tag": CompletionItemKind.Keyword,
  "access-action": CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
};

/** By which an item's record is found again when its details are asked for. */
export interface ItemData {
  readonly kind: Kind;
  readonly name: string;
}

/** Where an item goes, and in which form. `text` is a snippet. */
export interface Insertion {
  readonly range: Range;
  readonly text: string;
}

/** One record as an item; undefined where the target version does not have it. */
export function recordItem(
  record: CatalogRecord,
  { range, text }: Insertion,
  options: FeatureOptions,
): CompletionItem | undefined {
  const state = availability(record, versionOf(options));
  if (state.state === "removed" || state.state === "renamed") return undefined;
  const data: ItemData = { kind: record.kind, name: record.name };
  const dangerous = record.danger !== undefined && record.danger !== "none";
  const remarks = [
    record.danger === "open-relay" ? "opens the relay" : record.danger === "weakens" ? "weakens protection" : undefined,
    state.state === "not-yet" ? `since ${state.version}` : undefined,
    state.state === "deprecated" ? "deprecated" : undefined,
  ].filter((remark) => remark !== undefined);
  return {
    label: record.name,
    kind: ITEM_KIND[record.kind] ?? CompletionItemKind.EnumMember,
    detail: record.summary,
    filterText: record.name,
    // Present and harmless first, then what this version lacks, then what is dangerous.
    sortText: `${dangerous ? 2 : state.state === "present" ? 0 : 1}${record.name}`,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: text },
    data,
    ...(remarks.length === 0 ? {} : { labelDetails: { description: remarks.join(", ") } }),
    ...(state.state === "deprecated" ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

/** A word that has no record of its own, with its meaning. */
export function plainItem(word: string, meaning: string | undefined, { range, text }: Insertion): CompletionItem {
  return {
    label: word,
    kind: CompletionItemKind.Value,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: text },
    ...(meaning === undefined ? {} : { detail: meaning }),
  };
}

/** Adds the page of an item's record; an item without one comes back as it is. */
export function resolveItem(item: CompletionItem, options: FeatureOptions): CompletionItem {
  const data = item.data as Partial<ItemData> | undefined;
  if (data?.kind === undefined || data.name === undefined) return item;
  const record = catalog.get(data.kind, data.name);
  if (record === undefined) return item;
  return { ...item, documentation: { kind: MarkupKind.Markdown, value: recordMarkdown(record, options) } };
}

/** A text with what is special in snippets escaped. */
export function plain(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
