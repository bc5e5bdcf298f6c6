// What may stand on a line of an access map or class file.
import type { CompletionItem, Range } from "vscode-languageserver-types";
import { catalog } from "../../catalog/index.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TextDocument } from "../../text.ts";
import type { FeatureOptions } from "../options.ts";
import { plain, plainItem, recordItem } from "./items.ts";

/** Keys offered from the site's other lines; a map of a million lines is not a menu. */
const MOST_KEYS = 200;
/** Actions that every tag of the relay checks takes. */
const COMMON_ACTIONS = ["OK", "RELAY", "REJECT", "DISCARD", "SKIP", "ERROR:", "QUARANTINE:"];

/** The items at an offset of a table; [] in comments. */
export function completeTable(
  site: MailSite,
  file: TableFile,
  offset: number,
  options: FeatureOptions,
): readonly CompletionItem[] {
  const text = file.document.getText();
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (before.startsWith("#")) return [];
  const value = /^(\S+)[ \t]+(.*)$/s.exec(before);
  if (file.role === "class") return value === null ? keyItems(site, file, before, offset, "") : [];
  if (value === null)
    return [...tagItems(file, before, offset, options), ...keyItems(site, file, before, offset, tagOf(before))];
  const [, key = "", written = ""] = value;
  return actionItems(file.document, tagOf(key), written, offset, options);
}

function tagOf(text: string): string {
  return /^[A-Za-z_]+:/.exec(text)?.[0] ?? "";
}

function rangeFrom(document: TextDocument, offset: number, length: number): Range {
  return { start: document.positionAt(offset - length), end: document.positionAt(offset) };
}

function tagItems(
  { document }: TableFile,
  before: string,
  offset: number,
  options: FeatureOptions,
): readonly CompletionItem[] {
  if (tagOf(before) !== "") return [];
  const range = rangeFrom(document, offset, before.length);
  const tags = catalog
    .all("access-tag")
    .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, options) ?? []);
  const forms = catalog.all("snippet").filter(({ file }) => file === "access");
  return [...tags, ...forms.flatMap((record) => recordItem(record, { range, text: record.body }, options) ?? [])];
}

/** Keys that the site's files name elsewhere. */
function keyItems(
  site: MailSite,
  here: TableFile,
  before: string,
  offset: number,
  tag: string,
): readonly CompletionItem[] {
  const range = rangeFrom(here.document, offset, before.length - tag.length);
  const keys = new Set<string>();
  for (const { table } of site.tables) {
    for (const { key, keySpan } of table.entries()) {
      if (keys.size >= MOST_KEYS) break;
      const typing = keySpan.source === here.uri && keySpan.start <= offset && offset <= keySpan.end;
      if (key !== "" && !typing) keys.add(key);
    }
  }
  return [...keys].map((key) => plainItem(key, "named in this site", { range, text: plain(key) }));
}

function actionItems(
  document: TextDocument,
  tag: string,
  written: string,
  offset: number,
  options: FeatureOptions,
): readonly CompletionItem[] {
  const range = rangeFrom(document, offset, written.length);
  const record = tag === "" ? undefined : catalog.get("access-tag", tag);
  const words = Object.entries(record?.values ?? {}).map(([word, meaning]) =>
    plainItem(word, meaning, { range, text: plain(word) }),
  );
  const actions = (record?.actions ?? COMMON_ACTIONS).flatMap((name) => {
    const action = catalog.get("access-action", name);
    return action === undefined ? [] : (recordItem(action, { range, text: plain(action.name) }, options) ?? []);
  });
  return [...words, ...actions];
}
