// Links from the lines that include lists to these lists.
import type { DocumentLink } from "vscode-languageserver-types";
import type { Shown } from "../../features/editor.ts";
import { rangeOf } from "../../features/ranges.ts";
import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import { recipientsOf } from "./targets.ts";

/** Whether some lines include a list. */
const hasLists = perBlock((block) => ({ any: [...block.entries()].some(({ value }) => /:include:/i.test(value)) }));

/** Links that are offered in one file. */
const MOST_LINKS = 500;

/** The lists that the lines of a file include. */
export function listLinks({ site, file: { table, document } }: Shown<TableFile>): readonly DocumentLink[] {
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
