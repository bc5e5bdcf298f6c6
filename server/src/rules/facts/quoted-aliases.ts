// The aliases whose names keep their double quotes: those with spaces or commas in them.
import { perSite } from "../../site/per-site.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { SiteFact } from "../types.ts";
import { aliasFiles } from "./alias-graph.ts";

const quotedIn = perBlock((block): readonly string[] =>
  [...block.entries()].flatMap(({ lookup }) => (lookup.startsWith('"') ? [quotedName(lookup)] : [])),
);

/** Their names, as `quotedName` writes them. */
export const QUOTED_ALIASES: SiteFact<ReadonlySet<string>> = {
  of: perSite((site) => new Set(aliasFiles(site).flatMap(({ table }) => table.blocks().flatMap(quotedIn)))),
  fingerprint: (names) => [...names].join("\n"),
};

/** A name in double quotes as newaliases folds it, for a name or a recipient. */
export function quotedName(written: string): string {
  return written.replace(/^<|>$/g, "").toLowerCase();
}
