// A name that an earlier line of the same file has: newaliases keeps the last one.
import { aliasErrors, aliasKey } from "../../tables/index.ts";
import { perBlock } from "../../tables/per-block.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { OWN_DOMAINS } from "../facts/asked-domains.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "aliases-duplicate-key",
    title: "A second alias of the same name: only the last one counts",
    severity: "warning",
    kinds: ["aliases"],
    fix: "safe",
    versions: "*",
    sources: ["seen with newaliases: a warning, exit status 0, and the last line in the database"],
  },
  checkTable(file, site, report) {
    // Of a text that sendmail searches the first line of a name counts, and newaliases has no part in it.
    if (file.table.kind === "text") return;
    const reported = new Set<number>();
    for (const { entry, first } of file.table.duplicates()) {
      // Names that newaliases refuses are not stored, be it once or twice.
      if (aliasKey(entry.key).kind !== "local") continue;
      reported.add(entry.keySpan.start);
      const same = entry.value === first.value;
      report({
        span: entry.keySpan,
        severity: same ? "information" : "warning",
        message: same
          ? `Line ${first.line + 1} says the same.\nnewaliases warns of a "duplicate alias name" each time. Remove one of the lines.`
          : `Line ${first.line + 1} has this name too and does nothing: the last line of a name counts.\nnewaliases says only "Warning: duplicate alias name". Put all recipients on one line, or remove the wrong line.`,
        related: [{ span: first.lineSpan, message: "This line does nothing" }],
        fixes: () => (first.line === first.lastLine ? lineFixes(first, file.document, "safe") : []),
      });
    }
    if (!file.table.blocks().some((block) => hasOthers(block).any)) return;
    const own = OWN_DOMAINS.of(site);
    for (const { code, span, first = 0 } of aliasErrors(file.table, (host) => own?.member(host) !== undefined))
      if (code === "duplicate" && !reported.has(span.start))
        report({
          span,
          message: `Line ${first + 1} is for the same user and does nothing: the last line of a name counts.\nnewaliases drops quotes, comments and a host of this server, joins words with dots, and says only "Warning: duplicate alias name". Put all recipients on one line.`,
        });
  },
};

/** Names that are stored in another way than they are written. */
const hasOthers = perBlock((block) => ({ any: [...block.entries()].some(({ key }) => /[^\w.+*-]/.test(key)) }));
