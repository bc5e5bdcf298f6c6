// What may be written in a genericstable.
import type { CompletionItem } from "vscode-languageserver-types";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, rangeBefore, valueBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { policyOf } from "../../relay/index.ts";
import { GENERIC_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { readGenericsValue } from "../../tables/values/rewriting.ts";

/** Most names offered of each sort. */
const MOST = 200;

/** The items at a place; [] in comments. */
export function completeGenericstable(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\s/.test(before)) return [];
  const written = valueBefore(before);
  return written === undefined ? keyDomains(line, before) : valueItems(line, written, before.startsWith("@"));
}

/** Domains of GENERICS_DOMAIN, after the @ of a key; before it the whole key `@domain`. */
function keyDomains(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const at = before.lastIndexOf("@");
  const range = rangeBefore(line, at === -1 ? before.length : before.length - at - 1);
  const items: CompletionItem[] = [];
  for (const { word } of GENERIC_DOMAINS.of(line.site)?.members() ?? []) {
    if (items.length >= MOST) break;
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(word)) continue;
    const label = at === -1 ? `@${word}` : word;
    items.push(plainItem(label, "a domain of GENERICS_DOMAIN", { range, text: plain(label) }));
  }
  return items;
}

/** Domains of other lines after an @; before it `%1@`, where the key leaves something for it. */
function valueItems(line: Place<TableFile>, written: string, isDomain: boolean): readonly CompletionItem[] {
  const at = written.lastIndexOf("@");
  if (at === -1) {
    const range = rangeBefore(line, written.length);
    if (!isDomain) return [];
    return [plainItem("%1@", "the same user in another domain", { range, text: `%1@${hole(1, "example.com")}` })];
  }
  const range = rangeBefore(line, written.length - at - 1);
  const hosts = new Set<string>();
  for (const { value, keySpan, valueSpan } of firstEntries(line.file.table)) {
    if (hosts.size >= MOST) break;
    if (keySpan.start <= line.offset && line.offset <= valueSpan.end) continue;
    const read = readGenericsValue(value);
    if (read.kind === "address" && read.host !== undefined) hosts.add(read.host.text);
  }
  // A name may be in a class twice, by a word and by a file.
  const own = new Set(
    [...policyOf(line.site).classes.w.members()].flatMap(({ word }) =>
      /^[\w-]+(?:\.[\w-]+)+$/.test(word) && !word.endsWith(".invalid") && !hosts.has(word) ? [word] : [],
    ),
  );
  return [
    ...[...hosts].map((host) => plainItem(host, "a domain of another line", { range, text: plain(host) })),
    ...[...own]
      .slice(0, MOST)
      .map((host) => plainItem(host, "a domain of this server", { range, text: plain(host), late: true })),
  ];
}
