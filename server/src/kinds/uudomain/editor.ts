// What is said in the table of UUCP hosts.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { pseudoDomainText } from "../bitdomain/editor-text.ts";
import { completeRenaming } from "../domaintable/editor-completion.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, pseudoDomainText("uudomain")),
  completion: (line) => completeRenaming(line),
  codeLenses: (shown) => [tableLens(shown, "host", "hosts")],
};
