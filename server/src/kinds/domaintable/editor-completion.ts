// What may be written in a domaintable.
import type { CompletionItem } from "vscode-languageserver-types";
import { plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, keyItems, rangeBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { policyOf } from "../../relay/index.ts";
import type { TableFile } from "../../site/types.ts";

/** Most names offered. */
const MOST = 200;

/** The items at a place; [] in comments. On the right side the server's own domains and those of other lines. */
export function completeDomaintable(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\s/.test(before)) return [];
  const written = /^\S+[ \t]+(.*)$/s.exec(before)?.[1];
  if (written === undefined)
    return keyItems(line, before, "").filter(({ label }) => /^[\w-]+(?:\.[\w-]+)+$/.test(label));
  const range = rangeBefore(line, written.length);
  const names = new Map<string, string>();
  for (const { word } of policyOf(line.site).classes.w.members()) {
    if (names.size >= MOST) break;
    if (/^[\w-]+(?:\.[\w-]+)+$/.test(word) && !word.endsWith(".invalid")) names.set(word, "a domain of this server");
  }
  for (const { value } of line.file.table.entries()) {
    if (names.size >= MOST) break;
    if (/^[\w-]+(?:\.[\w-]+)+$/.test(value) && !names.has(value)) names.set(value, "a domain of another line");
  }
  return [...names].map(([name, meaning]) => plainItem(name, meaning, { range, text: plain(name) }));
}
