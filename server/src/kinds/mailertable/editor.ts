// What is said in a mailertable.
import { tableLens } from "../../features/code-lens.ts";
import { beforeCursor } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { errorSignature } from "../../features/error-signature.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import { addressOf, tryLine, whereLens } from "../../features/try-it.ts";
import type { TableFile } from "../../site/types.ts";
import { completeMailertable } from "./editor-completion.ts";
import { mailertableText } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, mailertableText),
  completion: completeMailertable,
  signatureHelp: (place) => errorSignature(/^[^\s#]\S*[ \t]+(.*)$/s.exec(beforeCursor(place))?.[1] ?? "", place.file),
  codeLenses: (shown) => [tableLens(shown, "line routes mail", "lines route mail"), whereLens(shown)],
  questions: (place) => tryLine(place, (key) => addressOf(key, true)),
};
