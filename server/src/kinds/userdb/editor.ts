// What is said in a user database.
import type { CompletionItem } from "vscode-languageserver-types";
import { tableLens } from "../../features/code-lens.ts";
import { plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, rangeBefore, userItems } from "../../features/completion/table.ts";
import type { Editor, Place } from "../../features/editor.ts";
import { type EntryText, hoverEntry } from "../../features/entry-hover.ts";
import { earlier, unreadNote } from "../../features/entry-text.ts";
import { lineLink, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { readRecipients } from "../../tables/values/recipients.ts";
import { readUserdbKey } from "../../tables/values/rewriting.ts";
import { recipientList } from "../aliases/editor-text.ts";
import { DEFAULT, FIELDS, userdbKeyFault } from "./key.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, userdbText),
  completion: (line) => {
    const before = beforeCursor(line);
    const field = /^[^#\s:]+:(\w*)$/.exec(before)?.[1];
    if (field === undefined) return recipients(line, before);
    const range = rangeBefore(line, field.length);
    return [...FIELDS].map((name) => plainItem(name, MEANINGS[name], { range, text: plain(name) }));
  },
  codeLenses: (shown) => [tableLens(shown, "entry", "entries")],
};

/** Users of this server, where mail for a user may go; [] elsewhere. */
function recipients(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const written = /^[^#\s]+:maildrop[ \t]+(?:.*,)?\s*([^,\s]*)$/i.exec(before)?.[1];
  return written === undefined ? [] : userItems(line, written);
}

const MEANINGS: Readonly<Record<string, string>> = {
  maildrop: "where mail for the user goes",
  mailname: "the sender's address in mail of the user",
  mailsender: "who gets what comes back of mail for the user",
};

/** One address, of which sendmail makes no other (test/oracle/kinds/userdb-senders.test.ts). */
const PLAIN = /^[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)*)?$/;

/** What a line about senders does. */
function senderText(user: string, field: string, value: string): string {
  if (!PLAIN.test(value))
    return `**Not one plain address:** what sendmail makes of ${code(value)} may be an address that nobody has.`;
  const address = code(value) + (value.includes("@") ? "" : " with this server's name");
  if (field === "mailsender")
    return `Mail for ${code(user)} that its \`maildrop\` line sends on has the envelope sender ${address}: what comes back of it goes there.`;
  const isDefault = user === DEFAULT;
  const whose = isDefault ? "users who have a `maildrop` line and no `mailname` line" : `the user ${code(user)}`;
  const name = isDefault ? code(`user@${value}`) : address;
  return `Mail of ${whose} that comes without a \`From:\` line gets one with ${name}; a \`From:\` line that is there stays. The envelope sender becomes the same only with the flag \`i\` of the local mailer.`;
}

const userdbText: EntryText = (entry, file, site) => {
  const { key, value } = entry;
  const read = readUserdbKey(key);
  const fault = userdbKeyFault(key);
  const first = earlier(entry, file);
  const notes = [
    ...unreadNote(file, site),
    ...(first === undefined
      ? []
      : [`Line ${first.line + 1} has the same key: only ${code("makemap -d")} takes this line too.`]),
    ...readThanksTo(file, site),
  ];
  if (fault !== undefined) return [`**This line does nothing:** ${fault}.`, ...notes];
  if (read === undefined || !FIELDS.has(read.field))
    return [
      "**sendmail does not ask for this line:** it asks for `user:maildrop`, `user:mailname` and `user:mailsender`.",
      ...notes,
    ];
  if (read.field !== "maildrop") return [senderText(read.user.text, read.field, value), ...notes];
  const user = code(read.user.text);
  for (const { table, named } of site.tablesOf("aliases")) {
    const alias = named ? table.lookup(read.user.text) : undefined;
    if (alias !== undefined)
      return [
        `**This line does nothing:** the alias ${user} in ${lineLink(site, alias.keySpan)} comes first.`,
        ...notes,
      ];
  }
  return [
    `Mail for the local user ${user} goes to:`,
    recipientList(readRecipients(value), undefined, site),
    "An alias of that name would come first.",
    ...notes,
  ];
};
