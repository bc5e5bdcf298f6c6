// What is said in a help file.
import { lens } from "../../features/code-lens.ts";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, rangeBefore } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { unreadNote } from "../../features/entry-text.ts";
import { readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { topicAt } from "./editor-topics.ts";
import { isFilled } from "./filled.ts";

/** Topics that clients may ask for: `smtp` is what HELP alone shows. */
const TOPICS: readonly (readonly [topic: string, meaning: string])[] = [
  ["smtp", "what HELP without a topic shows"],
  ..."helo ehlo mail rcpt data rset quit noop help vrfy expn etrn auth starttls"
    .split(" ")
    .map((topic) => [topic, `what HELP ${topic.toUpperCase()} shows`] as const),
];

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  occurrences: (place) => topicAt(place) ?? TABLE_NAVIGATION.occurrences?.(place),
  hover: (place) => hoverEntry(place, helpText),
  completion: (place) => {
    const before = beforeCursor(place);
    if (/[\s#]/.test(before)) return [];
    const range = rangeBefore(place, before.length);
    return TOPICS.map(([topic, meaning]) =>
      plainItem(topic, meaning, { range, text: `${plain(topic)}\t${hole(1, "text")}` }),
    );
  },
  codeLenses: ({ file: { document } }) => {
    const topics = new Set(document.getText().match(/^[^\s#A-Z][^\sA-Z]*(?!\S)/gm)).size;
    const title = topics === 1 ? "HELP knows 1 topic" : `HELP knows ${topics} topics`;
    return topics === 0 ? [] : [lens({ title, command: "" })];
  },
};

function helpText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const { key } = entry;
  const isFound = key === key.toLowerCase();
  const what = key.startsWith("smtp")
    ? `The SMTP command ${code("HELP")} shows this line.`
    : `The SMTP command ${code(`HELP ${key.toUpperCase()}`)} shows this line, and so does HELP with the first letters of the topic.`;
  return [
    isFound ? what : "**This line is never shown:** sendmail looks for topics in small letters.",
    ...(entry.value.includes("$") && !isFilled(file.document.getText())
      ? [
          `Nothing is filled in: for ${code("$")} that needs a line ${code("#vers")}, a tab and 2 at the head of the file.`,
        ]
      : []),
    ...unreadNote(file, site),
    ...readThanksTo(file, site),
  ];
}
