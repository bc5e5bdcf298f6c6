// An alias that is also in a file that is searched first.

import { baseName } from "../../site/paths.ts";
import { aliasFiles, aliasGraph, entryOf } from "../alias-graph.ts";
import { lineFixes } from "../table-edits.ts";
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
    const graph = aliasGraph(site);
    const [, ...others] = aliasFiles(site);
    if (graph === undefined || others.length === 0) return;
    for (const file of others) {
      for (const entry of file.table.entries()) {
        const alias = graph.aliases.get(entry.lookup);
        const counts = alias === undefined || alias.file === file ? undefined : entryOf(alias);
        if (alias === undefined || counts === undefined) continue;
        report({
          span: entry.keySpan,
          tags: ["unnecessary"],
          message: `This alias does nothing: a file that is searched first has this name too.\nIt is in line ${counts.line + 1} of ${baseName(alias.file.uri)}, and sendmail looks no further. Put all recipients there, or remove this line.`,
          related: [{ span: counts.lineSpan, message: "This line counts" }],
          fixes: () => (entry.line === entry.lastLine ? lineFixes(entry, file.document, "safe") : []),
        });
      }
    }
  },
};
