// What is said in an access map.
import { type CatalogRecord, catalog, letterRecord } from "../../catalog/index.ts";
import { relayLens, staleLens } from "../../features/code-lens.ts";
import { beforeCursor, completeAccess } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { type EntryPart, hoverEntry } from "../../features/entry-hover.ts";
import { accessEntryText } from "../../features/entry-text.ts";
import { errorSignature } from "../../features/error-signature.ts";
import { networkHints } from "../../features/inlay-hints.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import type { Action, Part } from "../../tables/action.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type Span, touches } from "../../text.ts";
import { completeAuthinfo } from "../authinfo/editor-completion.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, accessEntryText, partAt),
  completion: (line) => (/^authinfo:\S*[ \t]/i.test(beforeCursor(line)) ? completeAuthinfo : completeAccess)(line),
  signatureHelp: (place) => errorSignature(REFUSAL.exec(beforeCursor(place))?.[1] ?? "", place.file),
  codeLenses: (shown) => [...relayLens(shown), ...staleLens(shown)],
  inlayHints: networkHints,
};

/** The value of a line whose tag, if it has one, lets a value refuse. */
const REFUSAL = /^(?!#)(?:(?:connect|from|to):|(?!\w+:))\S+[ \t]+(.*)$/is;

/** The part of a line under the cursor, and its record where it has one. */
function partAt(entry: TableEntry, offset: number): EntryPart {
  if (entry.tag !== "" && touches(entry.tagSpan, offset) && offset < entry.keySpan.start)
    return { span: entry.tagSpan, record: catalog.get("access-tag", `${entry.tag}:`) };
  if (touches(entry.valueSpan, offset) && offset > entry.keySpan.end)
    return letterAt(entry, offset) ?? { span: entry.valueSpan, record: valueRecord(entry) };
  return { span: entry.keySpan, record: undefined };
}

/** Kinds of the letters that are values of a tag; case folded. */
const LETTERS: Readonly<Record<string, "srv-feature" | "clt-feature">> = {
  srv_features: "srv-feature",
  clt_features: "clt-feature",
};

function letterAt({ tag, action, valueSpan }: TableEntry, offset: number): EntryPart | undefined {
  const kind = LETTERS[tag.toLowerCase()];
  if (kind === undefined || action.kind !== "features") return undefined;
  const at = (part: Part): Span => ({
    ...valueSpan,
    start: valueSpan.start + part.start,
    end: valueSpan.start + part.end,
  });
  const letter = action.letters.findLast((part) => touches(at(part), offset));
  const record = letter && letterRecord(kind, letter.text);
  return letter && record && { span: at(letter), record };
}

/** Tags whose values may be the text of a refusal, in lower case; of the others the tag says what its values mean. */
const REFUSING: ReadonlySet<string> = new Set(["", "connect", "from", "to"]);

/** The catalogue's record of what the value of an entry means. */
function valueRecord({ tag, action }: TableEntry): CatalogRecord | undefined {
  const isText = action.kind === "text" || action.kind === "reply" || action.kind === "error";
  const isOwn = !REFUSING.has(tag.toLowerCase()) && (isText || action.kind === "features");
  return (isOwn ? catalog.get("access-tag", `${tag}:`) : undefined) ?? actionRecord(action);
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
