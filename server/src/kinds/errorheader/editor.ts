// What is said in an error header.
import { lens } from "../../features/code-lens.ts";
import { plain, plainItem } from "../../features/completion/items.ts";
import { beforeCursor, rangeBefore } from "../../features/completion/table.ts";
import type { Editor, Place } from "../../features/editor.ts";
import { hoverPage } from "../../features/hover.ts";
import { readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { readersOf } from "../../features/names/table-names.ts";
import type { TableFile } from "../../site/types.ts";
import { signsIn } from "./signs.ts";

/** Macros that mean something in a bounce. */
const MACROS: readonly (readonly [macro: string, meaning: string])[] = [
  ["$j", "the server's own name"],
  ["$m", "its domain"],
  ["$w", "the first part of its name"],
  ["$v", "the version of sendmail"],
  ["$b", "the date"],
  ["$$", "a dollar sign"],
];

export const editor: Editor<TableFile> = {
  hover: (place) => {
    const { file, offset, site } = place;
    const text = file.document.getText();
    const found = signsIn(text).find(({ start, end }) => start <= offset && offset <= end);
    const written = found && text.slice(found.start, found.end);
    const meaning = MACROS.find(([macro]) => macro === written)?.[1];
    const said =
      found?.kind === "lost"
        ? ["**Not shown as it is written:** after this dollar sign there is no macro. Write `$$` for a dollar."]
        : found?.kind === "comment"
          ? ["**Not shown:** a `#` later in a line begins a comment. Write `\\#` for the sign."]
          : written === undefined || found?.kind === "condition"
            ? []
            : [`${code(written)} is ${meaning ?? "a macro: its value is filled in, nothing where it has none"}.`];
    const paragraphs = [
      ...said,
      "This text comes first in each mail that says that another one could not be delivered. Lines that begin with # are part of it.",
      ...readThanksTo(file, site),
    ];
    const span = found ?? { start: offset, end: offset };
    return hoverPage(file.document, { source: file.uri, start: span.start, end: span.end }, paragraphs.join("\n\n"));
  },
  completion: (place: Place<TableFile>) => {
    const dollar = /\$\w*$/.exec(beforeCursor(place))?.[0];
    if (dollar === undefined) return [];
    const range = rangeBefore(place, dollar.length);
    return MACROS.map(([macro, meaning]) => plainItem(macro, meaning, { range, text: plain(macro) }));
  },
  occurrences: ({ site, file, offset }) => {
    const readers = readersOf(site, file);
    const span = { source: file.uri, start: offset, end: offset };
    return readers.length > 0 ? { span, definitions: readers, uses: () => [] } : undefined;
  },
  codeLenses: ({ file, site }) =>
    site.mc === undefined || file.named ? [] : [lens({ title: "No configuration here reads this file", command: "" })],
};
