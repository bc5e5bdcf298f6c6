// An access map beside a .mc that does not read it.
import type { TableFile } from "../../site/types.ts";
import { featureFixes } from "../edits/feature-edits.ts";
import { isComplete } from "../facts/settings.ts";
import { isReadOtherwise, TABLE_TYPES } from "../shapes/unread-table-rule.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-unread-access",
    title: "An access map that nothing reads",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: "*",
    guidance: "anti-spam",
    sources: ['cf/README, section "Features", access_db'],
  },
  check(site, report) {
    const { mc } = site;
    if (mc === undefined || mc.config.fatal !== undefined) return;
    for (const file of site.tablesOf("access")) {
      if (file.named) continue;
      const first = firstEntry(file);
      if (first === undefined) continue;
      const name = mc.uri.replace(/^.*\//, "");
      const other = mc.config.accessMap?.map;
      // A K line of the site's own makes the map by its usual name.
      if (other === undefined && mc.config.map("access") !== undefined) continue;
      if (isReadOtherwise(file.uri, other) || (other === undefined && !isComplete(site))) continue;
      const isClient = mc.config.feature("nullclient").length > 0;
      report({
        span: first.lineSpan,
        message:
          other === undefined
            ? `Nothing reads this file: ${name} does not have FEATURE(\`access_db').\nIt neither accepts nor refuses anybody. ${isClient ? "A null client sends all mail to its hub and needs no access map; remove the file." : "Add the feature to the .mc."}`
            : `Nothing reads this file: ${name} names another access map.\nThat map is ${TABLE_TYPES.has(other.type) ? `${other.type} ${other.file}` : `of type ${other.type}`}. This file neither accepts nor refuses anybody. Remove the file, or name it in FEATURE(\`access_db').`,
        fixes: () => (other === undefined && !isClient ? featureFixes(site, "access_db") : []),
      });
    }
  },
};

function firstEntry({ table }: TableFile) {
  for (const entry of table.entries()) return entry;
  return undefined;
}
