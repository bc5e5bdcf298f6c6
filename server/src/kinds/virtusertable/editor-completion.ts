// What may be written in a virtusertable.
import type { CompletionItem } from "vscode-languageserver-types";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { localUsers } from "../../features/completion/local-users.ts";
import { refusalItem, replyItems } from "../../features/completion/replies.ts";
import {
  beforeCursor,
  freshKeys,
  isDomainName,
  rangeBefore,
  valueBefore,
  valueDomains,
} from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { VIRTUAL_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";

/** Replies for `error:`, complete. */
const REPLIES: readonly (readonly [reply: string, meaning: string])[] = [
  ["5.1.1:550 No such user", "for good: the user does not exist"],
  ["5.1.6:550 The user has moved", "for good"],
  ["5.7.1:550 Mail for this address is not accepted", "for good: not allowed"],
  ["4.2.1:450 Try again later", "for now: the sender tries again"],
];

/** Most names offered of each sort. */
const MOST = 200;

/** The items at a place; [] in comments. */
export function completeVirtusertable(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\s/.test(before)) return [];
  const written = valueBefore(before);
  if (written === undefined) return keyDomains(line, before);
  if (/^error\s*:/i.test(written)) return replyItems(line, written.replace(/^error\s*:\s*/i, ""), REPLIES);
  if (written.includes("@"))
    return valueDomains(line, written, (value) => {
      const read = readVirtusertableValue(value);
      return read.kind === "address" ? read.host?.text : undefined;
    }).filter(({ label }) => !leadsBack(before, written, label));
  return [...valueItems(line, written, before.startsWith("@")), ...recipients(line, written)];
}

/** True where all mail that a key is about would come back to it. */
function leadsBack(before: string, written: string, domain: string): boolean {
  const [key = ""] = /^\S*/.exec(before) ?? [];
  const isAll = key.startsWith("@") || written.startsWith("%1");
  return isAll && key.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
}

/** Domains that sendmail asks for, after the @ of a key; before it the whole key `@domain`. */
function keyDomains(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const at = before.lastIndexOf("@");
  const range = rangeBefore(line, at === -1 ? before.length : before.length - at - 1);
  const items = new Map<string, CompletionItem>();
  const renamed = line.site.tableOf("domaintable")?.table;
  for (const { word } of VIRTUAL_DOMAINS.of(line.site)?.members() ?? []) {
    if (items.size >= MOST) break;
    if (!isDomainName(word) || renamed?.lookup(word) !== undefined) continue;
    const label = at === -1 ? `@${word}` : word;
    const meaning = at === -1 ? "all other users of the domain" : "a domain that sendmail asks for";
    items.set(label, plainItem(label, meaning, { range, text: plain(label) }));
  }
  return freshKeys(line, [...items.values()], before.slice(0, at + 1));
}

function valueItems(line: Place<TableFile>, written: string, isDomain: boolean): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  return [
    refusalItem(line, written, "refuse mail for the address", ["5.1.1", "No such user"]),
    ...(isDomain
      ? [
          plainItem("%1@", "the same user in another domain", { range, text: `%1@${hole(1, "example.com")}` }),
          plainItem("%1%3@", "the same user in another domain, with the +detail", {
            range,
            text: `%1%3@${hole(1, "example.com")}`,
          }),
        ]
      : []),
    plainItem("%1", "the user of the address, without +detail", { range, text: "%1", late: true }),
  ];
}

/** Users that other lines, the aliases and the host name. */
function recipients(line: Place<TableFile>, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  const { site, file, offset } = line;
  const found = localUsers(site, MOST);
  for (const { value, valueSpan, keySpan } of firstEntries(file.table)) {
    if (found.size >= MOST * 2) break;
    if (keySpan.start <= offset && offset <= valueSpan.end) continue;
    const read = readVirtusertableValue(value);
    if (read.kind !== "address" || value.includes("%")) continue;
    const whole = read.host === undefined ? read.user.text : `${read.user.text}@${read.host.text}`;
    if (!found.has(whole)) found.set(whole, "a recipient of another line");
  }
  return [...found].map(([name, meaning]) => plainItem(name, meaning, { range, text: plain(name) }));
}
