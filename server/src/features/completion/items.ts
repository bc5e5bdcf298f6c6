// Records of the catalogue as completion items: the dangerous ones last, the details left for later.
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from "vscode-languageserver-types";
import { type Availability, availability, type CatalogRecord, catalog, type Kind } from "../../catalog/index.ts";
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
  "daemon-key": CompletionItemKind.Field,
  "client-key": CompletionItemKind.Field,
  "milter-key": CompletionItemKind.Field,
  "queue-key": CompletionItemKind.Field,
  file: CompletionItemKind.File,
};

/** What an item carries so that its details can be shown when they are asked for, whatever was asked meanwhile. */
export interface ItemData extends Pick<FeatureOptions, "guidanceBaseUrl" | "targetVersion"> {
  readonly kind: Kind;
  readonly name: string;
}

/** Where an item goes, and in which form. */
export interface Insertion {
  readonly range: Range;
  /** Snippet text. */
  readonly text: string;
  /** What is shown and typed against, where it is not the record's name. */
  readonly label?: string;
  /** What is to be said about this very place: "in line 4". */
  readonly note?: string;
  /** Put after the others. */
  readonly late?: boolean;
  /** Its place before all others that have none, from 0. */
  readonly order?: number;
}

/** Places in the list: harmless first, then what is here already, what this version lacks, what is dangerous. */
const RANK = { ordered: "!", plain: "0", late: "1", lacking: "2", weakens: "3", openRelay: "4" } as const;

/** One record as an item; undefined where the target version does not have it any more. */
export function recordItem(
  record: CatalogRecord,
  insertion: Insertion,
  options: FeatureOptions,
): CompletionItem | undefined {
  const state = availability(record, versionOf(options), options.platform);
  if (state.state === "removed" || state.state === "renamed") return undefined;
  const { range, text, label = record.name, note } = insertion;
  const { guidanceBaseUrl, targetVersion } = options;
  const data: ItemData = {
    kind: record.kind,
    name: record.name,
    ...(guidanceBaseUrl === undefined ? {} : { guidanceBaseUrl }),
    ...(targetVersion === undefined ? {} : { targetVersion }),
  };
  const notes = [DANGER[record.danger ?? "none"], STATE[state.state]?.(state), note].filter(
    (words) => words !== undefined,
  );
  return {
    label,
    kind: ITEM_KIND[record.kind] ?? CompletionItemKind.EnumMember,
    filterText: label,
    sortText: `${insertion.order === undefined ? "" : `${RANK.ordered}${String(insertion.order).padStart(2, "0")}`}${rankOf(record, state, insertion)}${label}`,
    insertTextFormat: formatOf(text),
    textEdit: { range, newText: text },
    data,
    ...(notes.length === 0 ? {} : { labelDetails: { description: notes.join(", ") } }),
    ...(state.state === "deprecated" ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

const DANGER: Readonly<Record<NonNullable<CatalogRecord["danger"]>, string | undefined>> = {
  "open-relay": "opens the relay",
  weakens: "weakens protection",
  none: undefined,
};

const STATE: Readonly<Partial<Record<Availability["state"], (state: Availability) => string>>> = {
  "not-yet": (state) => `since ${"version" in state ? state.version : ""}`,
  deprecated: () => "deprecated",
};

function rankOf(record: CatalogRecord, { state }: Availability, { late }: Insertion): string {
  if (record.danger === "open-relay") return RANK.openRelay;
  if (record.danger === "weakens") return RANK.weakens;
  if (state !== "present") return RANK.lacking;
  return late === true ? RANK.late : RANK.plain;
}

/**
 * Text without the signs of snippets is plain: an editor then sees that a word which is typed in full gains nothing, and Enter ends its
 * line (`editor.acceptSuggestionOnEnter` in language-defaults.ts).
 */
function formatOf(text: string): InsertTextFormat {
  return /[$\\}\n]/.test(text) ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
}

/** A word that has no record of its own, with its meaning. */
export function plainItem(
  word: string,
  meaning: string | undefined,
  { range, text, late, note }: Insertion,
): CompletionItem {
  return {
    label: word,
    kind: CompletionItemKind.Value,
    filterText: word,
    sortText: `${late === true ? RANK.late : RANK.plain}${word}`,
    insertTextFormat: formatOf(text),
    textEdit: { range, newText: text },
    ...(meaning === undefined ? {} : { detail: meaning }),
    ...(note === undefined ? {} : { labelDetails: { description: note } }),
  };
}

/** Adds the summary and the page of an item's record; an item without one comes back as it is. */
export function resolveItem(item: CompletionItem): CompletionItem {
  const data = item.data as Partial<ItemData> | null | undefined;
  if (typeof data?.kind !== "string" || typeof data.name !== "string") return item;
  const record = catalog.get(data.kind, data.name);
  if (record === undefined) return item;
  const page = recordMarkdown(record, data, { full: true });
  return { ...item, detail: record.summary, documentation: { kind: MarkupKind.Markdown, value: page } };
}

/** A text with what is special in snippets escaped. */
export function plain(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A place to fill in: `${1:name}`. */
export function hole(number: number, text: string): string {
  return text === "" ? `$${number}` : `\${${number}:${plain(text)}}`;
}
