// What is said in a class file.

import { classEntryText } from "../../features/class-text.ts";
import { relayLens } from "../../features/code-lens.ts";
import { completeClass } from "../../features/completion/table.ts";
import type { Editor } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { networkHints } from "../../features/inlay-hints.ts";
import { readThanksTo } from "../../features/line-link.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import type { TableFile } from "../../site/types.ts";
import { classNotes } from "./editor-text.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) =>
    hoverEntry(place, (entry, file, site) => {
      const does = classEntryText(entry, file, site);
      const isIdle = does[0]?.startsWith("**This ") === true;
      return [...does, ...classNotes(entry, file, site, isIdle), ...readThanksTo(file, site)];
    }),
  completion: completeClass,
  // relay-domains is the class file that may grant relaying.
  codeLenses: (shown) => (shown.file.className === "R" ? relayLens(shown) : []),
  inlayHints: networkHints,
};
