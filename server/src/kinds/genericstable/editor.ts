// What is said in a genericstable.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { completeGenericstable } from "./editor-completion.ts";
import { genericstableText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, genericstableText),
  completion: completeGenericstable,
  codeLenses: (shown) => [tableLens(shown, "line renames senders", "lines rename senders")],
};
