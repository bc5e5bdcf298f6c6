// What is said in a virtusertable.
import { tableLens } from "../../features/code-lens.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import { addressOf, tryLine, whereLens } from "../../features/try-it.ts";
import type { TableFile } from "../../site/types.ts";
import { completeVirtusertable } from "./editor-completion.ts";
import { virtusertableSignature } from "./editor-signature.ts";
import { virtusertableText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, virtusertableText),
  completion: completeVirtusertable,
  signatureHelp: virtusertableSignature,
  codeLenses: (shown) => [tableLens(shown, "line delivers mail", "lines deliver mail"), whereLens(shown)],
  questions: (place) => tryLine(place, (key) => addressOf(key, false)),
};
