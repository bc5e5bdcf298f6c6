// What may be written in a table that gives domains other names.
import type { CompletionItem } from "vscode-languageserver-types";
import { plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, isDomainName, otherDomains, rangeBefore, valueBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { policyOf } from "../../relay/index.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";

/** Most names offered. */
const MOST = 200;

/**
 * The items at a place; [] in comments. On the right side the server's own domains and those of other lines.
 *
 * @param keys the keys to offer
 */
export function completeRenaming(
  line: Place<TableFile>,
  keys: (before: string) => readonly CompletionItem[] = () => [],
): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\s/.test(before)) return [];
  const written = valueBefore(before);
  if (written === undefined) return keys(before);
  const range = rangeBefore(line, written.length);
  const names = new Map<string, string>();
  // A name is replaced once: one that has a line of its own would stay as it is.
  const isFinal = (name: string) => isDomainName(name) && line.file.table.lookup(name) === undefined;
  for (const { word } of policyOf(line.site).classes.w.members()) {
    if (names.size >= MOST) break;
    if (isFinal(word)) names.set(word, "a domain of this server");
  }
  for (const { value } of firstEntries(line.file.table)) {
    if (names.size >= MOST) break;
    if (isFinal(value) && !names.has(value)) names.set(value, "a domain of another line");
  }
  return [...names].map(([name, meaning]) => plainItem(name, meaning, { range, text: plain(name) }));
}

/** The items in a domaintable: its keys are whole domains. */
export function completeDomaintable(line: Place<TableFile>): readonly CompletionItem[] {
  return completeRenaming(line, (before) => otherDomains(line, before).filter(({ label }) => !label.startsWith(".")));
}
