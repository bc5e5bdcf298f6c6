// An alias that is also in a file that is searched first.
import { baseName } from "../../site/paths.ts";
import type { TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { aliasFiles } from "../facts/alias-graph.ts";
import { referencesFor } from "../facts/kept-references.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "aliases-shadowed",
    title: "An alias that is also in a file that is searched first",
    severity: "warning",
    kinds: ["aliases"],
    fix: "safe",
    versions: "*",
    sources: ["seen with sendmail -bv and several files in AliasFile: the first one answers"],
  },
  check(site, report) {
    const files = aliasFiles(site);
    for (const [at, file] of files.entries()) {
      const before = files.slice(0, at);
      if (before.length === 0) continue;
      const shadowed = referencesFor(`shadowed ${site.id} ${file.uri}`).find(
        file.table.blocks(),
        before.flatMap(({ table }) => table.blocks()),
        {
          namesIn: ({ lookup }) => [lookup],
          counts: ({ lookup }) => firstOf(before, lookup) !== undefined,
          context: String(at),
        },
      );
      for (const { block, offset } of shadowed.first()) {
        const entry = file.table.entryAtOffset(block.start + offset);
        const counts = entry && firstOf(before, entry.lookup);
        if (entry === undefined || counts === undefined) continue;
        report({
          span: entry.keySpan,
          tags: ["unnecessary"],
          message: `This alias does nothing: a file that is searched first has this name too.\nIt is in line ${counts.entry.line + 1} of ${baseName(counts.file.uri)}, and sendmail looks no further. Put all recipients there, or remove this line.`,
          related: [{ span: counts.entry.lineSpan, message: "This line counts" }],
          fixes: () => (entry.line === entry.lastLine ? lineFixes(entry, file.document, "safe") : []),
        });
      }
    }
  },
};

/** The line of a name in the first file that has it. */
function firstOf(
  files: readonly TableFile[],
  name: string,
): { readonly file: TableFile; readonly entry: TableEntry } | undefined {
  for (const file of files) {
    const entry = file.table.lookup(name);
    // A line of a text map without the column of the value answers nobody.
    if (entry?.hasValue) return { file, entry };
  }
  return undefined;
}
