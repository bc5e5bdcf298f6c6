// What a word of a .mc means, shown where it is.
import { type Hover, MarkupKind } from "vscode-languageserver-types";
import type { McMember } from "../site/types.ts";
import type { Span, TextDocument } from "../text.ts";
import { ruleNameAt, ruleNameMarkdown } from "./cf/rule-names.ts";
import type { Place } from "./editor.ts";
import { ownNameMarkdown, usageNotes } from "./effective.ts";
import { isAboutRelaying, oldVersionNote } from "./old-version-note.ts";
import { rangeOf } from "./ranges.ts";
import { type RecordView, recordMarkdown } from "./record-markdown.ts";
import { ownNameAt, type Word, wordAt } from "./words.ts";

/** The hover at a place; undefined where nothing is known, and on text that m4 does not run. */
export function hoverMc({ site, file: { uri, document }, offset, options }: Place<McMember>): Hover | undefined {
  const word = wordAt(site, uri, offset);
  if (word === undefined) {
    const config = site.mc?.config;
    const name = config && ruleNameAt(config, uri, offset);
    const text = config && name && ruleNameMarkdown(config, name);
    if (name !== undefined && text !== undefined) return hoverPage(document, name.span, text);
    const own = ownNameAt(site, uri, offset);
    return own && hoverPage(document, own.span, ownNameMarkdown(site, own.name));
  }
  const old = isAboutRelaying(word.record) ? oldVersionNote(site, options) : undefined;
  const view = {
    notes: [...(old === undefined ? [] : [old]), ...usageNotes(site, word, offset)],
    ...(word.argument === undefined ? {} : { argument: word.argument }),
    ...wordOf(word),
  };
  return hoverPage(document, word.span, recordMarkdown(word.record, options, view));
}

/** The word under the cursor, where only its meaning is known and the page is about what it is in. */
function wordOf({ part }: Word): Pick<RecordView, "word"> {
  if (part?.flag !== undefined) return { word: { text: part.flag.name, meaning: part.flag.meaning } };
  if (part?.meaning === undefined) return {};
  return { word: { text: part.name ?? part.text, meaning: part.meaning } };
}

/** A hover of a stretch of a text. */
export function hoverPage(document: TextDocument, span: Span, value: string): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(document, span) };
}
