// What is said in a list of recipients.
import { lens, tableLens } from "../../features/code-lens.ts";
import { beforeCursor } from "../../features/completion/table.ts";
import type { Editor, Place, Shown } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { lineLink } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import { addressOf, tryLine } from "../../features/try-it.ts";
import { pathAtEnd, writtenPath } from "../../features/written-path.ts";
import { type Including, includersOf } from "../../site/lists.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { readRecipients } from "../../tables/values/recipients.ts";
import { recipientItems } from "../aliases/editor-completion.ts";
import { listLinks } from "../aliases/editor-links.ts";
import { meaning } from "../aliases/editor-text.ts";

/** Lines that include the list and are named. */
const MOST = 5;

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, recipientText),
  completion: (place) => {
    const before = beforeCursor(place);
    if (before.startsWith("#")) return [];
    const owners = includersOf(place.site, place.file.uri, MOST).flatMap(
      ({ file, span }) => file.table.entryAtOffset(span.start)?.lookup ?? [],
    );
    return recipientItems(place, before, owners);
  },
  path: ({ file, offset, ...place }) => {
    const before = beforeCursor({ file, offset, ...place });
    const path = before.startsWith("#") ? undefined : pathAtEnd(before);
    return path === undefined ? undefined : writtenPath(file.document, offset, path);
  },
  links: listLinks,
  codeLenses: (shown) => [tableLens(shown, "recipient", "recipients"), ...includedLens(shown)],
  questions: (place) => (isQuestion(place) ? tryLine(place, (key) => addressOf(key, false)) : []),
};

/** True where the recipient under the cursor has mail of its own. */
function isQuestion({ file, offset }: Place<TableFile>): boolean {
  const entry = file.table.entryAtOffset(offset);
  const [recipient] = readRecipients(entry?.value ?? "");
  return recipient?.kind === "local" || recipient?.kind === "address";
}

/** What a recipient gets, and because of which lines. */
function recipientText({ value }: TableEntry, { uri, naming }: TableFile, site: MailSite): readonly string[] {
  const lines = includersOf(site, uri, MOST + 1);
  const aliases = lines.map(({ file, span }) => file.table.entryAtOffset(span.start)?.lookup);
  const what = readRecipients(value).map((one) => {
    // An alias that its own list names ends there, as one that names itself does.
    const own = aliases.find((alias) => alias === one.target.toLowerCase());
    return `${code(one.text)}: ${meaning(one, own, site)}.`;
  });
  if (lines.length === 0)
    return [
      ...what,
      naming === undefined
        ? "A `.forward` in the home directory of a user says where the mail of this user goes."
        : "The line that includes this list is gone.",
    ];
  const shown = lines.slice(0, MOST).map((line) => `${named(line)} (${lineLink(site, line.span)})`);
  return [...what, `Gets the mail for ${shown.join(", ")}${lines.length > MOST ? ", and others" : ""}.`];
}

/** The alias or the list of a line. */
function named({ file, span }: Including): string {
  const key = file.table.kind === "aliases" ? file.table.entryAtOffset(span.start)?.key : undefined;
  return key === undefined ? "a list that includes this one" : code(key);
}

/** The aliases that include the list. */
function includedLens({ site, file }: Shown<TableFile>) {
  const lines = includersOf(site, file.uri, MOST + 1);
  if (lines.length === 0) return [];
  const names = lines.slice(0, MOST).map((line) => named(line).replaceAll("`", ""));
  return [lens({ title: `For mail to ${names.join(", ")}${lines.length > MOST ? " …" : ""}`, command: "" })];
}
