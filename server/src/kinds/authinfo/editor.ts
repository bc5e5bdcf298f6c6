// What is said in a table of logins.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { completeAuthinfo } from "./editor-completion.ts";
import { authinfoText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, authinfoText),
  completion: completeAuthinfo,
  codeLenses: (shown) => [tableLens(shown, "login", "logins")],
};
