// What is said in a user database.
import type { CompletionItem } from "vscode-languageserver-types";
import { tableLens } from "../../features/code-lens.ts";
import { plain, plainItem } from "../../features/completion/items.ts";
import { localUsers } from "../../features/completion/local-users.ts";
import { beforeCursor, rangeBefore } from "../../features/completion/table.ts";
import type { Editor, Place } from "../../features/editor.ts";
import { type EntryText, hoverEntry } from "../../features/entry-hover.ts";
import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { lineLink, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { readRecipients } from "../../tables/values/recipients.ts";
import { readUserdbKey } from "../../tables/values/rewriting.ts";
import { recipientList } from "../aliases/editor-text.ts";
import { FIELDS } from "./kind.ts";

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
  if (written === undefined) return [];
  const range = rangeBefore(line, written.length);
  return [...localUsers(line.site, MOST)].map(([name, meaning]) =>
    plainItem(name, meaning, { range, text: plain(name) }),
  );
}

/** Most users offered. */
const MOST = 200;

const MEANINGS: Readonly<Record<string, string>> = {
  maildrop: "where mail for the user goes",
  mailname: "what the user is called in mail to others",
};

const userdbText: EntryText = (entry, file, site) => {
  const { key, value } = entry;
  const read = readUserdbKey(key);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file), ...readThanksTo(file, site)];
  if (read === undefined || !FIELDS.has(read.field))
    return ["**sendmail does not ask for this line:** it asks for `user:maildrop` and `user:mailname`.", ...notes];
  const user = code(read.user.text);
  if (read.field === "mailname") return [`Mail of the user ${user} goes out under the name ${code(value)}.`, ...notes];
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
