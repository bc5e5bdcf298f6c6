// What may be written in a genericstable.
import type { CompletionItem } from "vscode-languageserver-types";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import {
  beforeCursor,
  freshKeys,
  isDomainName,
  rangeBefore,
  userItems,
  valueBefore,
  valueDomains,
} from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { GENERIC_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { TableFile } from "../../site/types.ts";
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

/** Domains of GENERICS_DOMAIN, after the @ of a key; before it the whole key `@domain`, and users, who may send without a domain. */
function keyDomains(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const at = before.lastIndexOf("@");
  const range = rangeBefore(line, at === -1 ? before.length : before.length - at - 1);
  const items: CompletionItem[] = [];
  for (const { word } of GENERIC_DOMAINS.of(line.site)?.members() ?? []) {
    if (items.length >= MOST) break;
    if (!isDomainName(word)) continue;
    const label = at === -1 ? `@${word}` : word;
    items.push(plainItem(label, "a domain of GENERICS_DOMAIN", { range, text: plain(label) }));
  }
  return freshKeys(line, [...items, ...(at === -1 ? userItems(line, before) : [])], before.slice(0, at + 1));
}

/** Domains after an @; before it `%1@`, where the key leaves something for it. */
function valueItems(line: Place<TableFile>, written: string, isDomain: boolean): readonly CompletionItem[] {
  if (written.includes("@"))
    return valueDomains(line, written, (value) => {
      const read = readGenericsValue(value);
      return read.kind === "address" ? read.host?.text : undefined;
    });
  const range = rangeBefore(line, written.length);
  return isDomain
    ? [plainItem("%1@", "the same user in another domain", { range, text: `%1@${hole(1, "example.com")}` })]
    : [];
}
