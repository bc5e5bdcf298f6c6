// What is said in the table of UUCP hosts.
import { tableLens } from "../../features/code-lens.ts";
import { beforeCursor, keyItems } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { pseudoDomainText } from "../bitdomain/editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, pseudoDomainText("uudomain")),
  completion: (line) => {
    const before = beforeCursor(line);
    return /^[^#\s]*$/.test(before) ? keyItems(line, before, "") : [];
  },
  codeLenses: (shown) => [tableLens(shown, "host", "hosts")],
};
