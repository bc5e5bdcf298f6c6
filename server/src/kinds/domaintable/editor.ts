// What is said in a domaintable.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { completeDomaintable } from "./editor-completion.ts";
import { domaintableText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, domaintableText),
  completion: completeDomaintable,
  codeLenses: (shown) => [tableLens(shown, "line renames a domain", "lines rename domains")],
};
