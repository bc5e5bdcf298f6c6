// What editors say in a file of toys.
import { lens } from "../../../server/src/features/code-lens.ts";
import { plain, plainItem } from "../../../server/src/features/completion/items.ts";
import type { Editor } from "../../../server/src/features/editor.ts";
import { hoverEntry } from "../../../server/src/features/entry-hover.ts";
import { rangeOf } from "../../../server/src/features/ranges.ts";
import type { TableFile } from "../../../server/src/site/types.ts";

export const editor: Editor<TableFile> = {
  hover: (place) => hoverEntry(place, ({ key, value }) => [`The ${key} is ${value}.`]),
  completion: ({ file: { document }, offset }) => {
    const range = rangeOf(document, { start: offset, end: offset });
    return [plainItem("red", "a colour", { range, text: plain("red") })];
  },
  codeLenses: ({ file }) => [lens({ title: `${file.table.entryCount} toys`, command: "sendmail.explainRule" })],
};
