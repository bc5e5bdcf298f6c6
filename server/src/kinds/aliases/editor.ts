// What is said in an aliases file.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import type { TableFile } from "../../site/types.ts";
import { completeAliases } from "./editor-completion.ts";
import { aliasText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  hover: (place) => hoverEntry(place, aliasText),
  completion: completeAliases,
  codeLenses: (shown) => [tableLens(shown, "alias", "aliases")],
};
