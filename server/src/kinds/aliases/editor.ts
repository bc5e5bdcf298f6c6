// What is said in an aliases file.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import { addressOf, tryLine, whereLens } from "../../features/try-it.ts";
import type { TableFile } from "../../site/types.ts";
import { aliasPath, completeAliases } from "./editor-completion.ts";
import { unstored } from "./editor-count.ts";
import { listLinks } from "./editor-links.ts";
import { aliasText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, aliasText),
  completion: completeAliases,
  path: aliasPath,
  links: listLinks,
  codeLenses: (shown) => [tableLens(shown, "alias", "aliases", unstored(shown.file, shown.site)), whereLens(shown)],
  questions: (place) => tryLine(place, (key) => addressOf(key, false)),
};
