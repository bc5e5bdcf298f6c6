// What is said in a user database.
import { tableLens } from "../../features/code-lens.ts";
import { plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, rangeBefore } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { type EntryText, hoverEntry } from "../../features/entry-hover.ts";
import { unreadNote } from "../../features/entry-text.ts";
import { code } from "../../features/markdown.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { readUserdbKey } from "../../tables/values/rewriting.ts";
import { FIELDS } from "./kind.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, userdbText),
  completion: (line) => {
    const before = beforeCursor(line);
    const field = /^[^#\s:]+:(\w*)$/.exec(before)?.[1];
    if (field === undefined) return [];
    const range = rangeBefore(line, field.length);
    return [...FIELDS].map((name) => plainItem(name, MEANINGS[name], { range, text: plain(name) }));
  },
  codeLenses: (shown) => [tableLens(shown, "entry", "entries")],
};

const MEANINGS: Readonly<Record<string, string>> = {
  maildrop: "where mail for the user goes",
  mailname: "what the user is called in mail to others",
};

const userdbText: EntryText = ({ key, value }, file, site) => {
  const read = readUserdbKey(key);
  const notes = unreadNote(file, site);
  if (read === undefined || !FIELDS.has(read.field))
    return ["**sendmail does not ask for this line:** it asks for `user:maildrop` and `user:mailname`.", ...notes];
  const user = code(read.user.text);
  return [
    read.field === "maildrop"
      ? `Mail for the local user ${user} goes to ${code(value)}. Aliases come first.`
      : `Mail of the user ${user} goes out under the name ${code(value)}.`,
    ...notes,
  ];
};
