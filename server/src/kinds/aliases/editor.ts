// What is said in an aliases file.
import type { DocumentLink } from "vscode-languageserver-types";
import { tableLens } from "../../features/code-lens.ts";
import type { Editor, Shown } from "../../features/editor.ts";
import { hoverEntry } from "../../features/entry-hover.ts";
import { rangeOf } from "../../features/ranges.ts";
import { TABLE_NAVIGATION } from "../../features/table-outline.ts";
import { addressOf, tryLine, whereLens } from "../../features/try-it.ts";
import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import { aliasPath, completeAliases } from "./editor-completion.ts";
import { aliasText } from "./editor-text.ts";
import { recipientsOf } from "./targets.ts";

export const editor: Editor<TableFile> = {
  ...TABLE_NAVIGATION,
  hover: (place) => hoverEntry(place, aliasText),
  completion: completeAliases,
  path: aliasPath,
  links,
  codeLenses: (shown) => [tableLens(shown, "alias", "aliases"), whereLens(shown)],
  questions: (place) => tryLine(place, (key) => addressOf(key, false)),
};

/** Whether some lines include a list. */
const hasLists = perBlock((block) => ({ any: [...block.entries()].some(({ value }) => /:include:/i.test(value)) }));

/** Links that are offered in one file. */
const MOST_LINKS = 500;

/** The lists that aliases include, and files that mail is added to. */
function links({ site, file: { table, document } }: Shown<TableFile>): readonly DocumentLink[] {
  const found: DocumentLink[] = [];
  if (site.included.size === 0) return found;
  // Most blocks of a long file have no list, which is known of each.
  const entries = table.blocks().flatMap((block) => (hasLists(block).any ? [...block.entries()] : []));
  for (const entry of entries) {
    if (!/:include:/i.test(entry.value)) continue;
    for (const { kind, target, span } of recipientsOf(entry, document)) {
      const list = kind === "include" ? site.included.get(target) : undefined;
      if (list?.kind !== "there") continue;
      found.push({ range: rangeOf(document, span), target: list.value.uri, tooltip: "Open the list" });
      if (found.length >= MOST_LINKS) return found;
    }
  }
  return found;
}
