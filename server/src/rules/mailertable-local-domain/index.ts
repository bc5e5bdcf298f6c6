// A domain that is delivered here: sendmail does not ask the mailertable for it.

import { lineFixes } from "../edits/table-edits.ts";
import { localNames } from "../facts/local-names.ts";
import { NEW_NAMES, renamedText } from "../facts/new-names.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "mailertable-local-domain",
    title: "A line for a domain whose mail is delivered on this host",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "safe",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bt"],
  },
  checkTable(file, site, report) {
    if (!file.named) return;
    const reported = new Set<number>();
    const names = NEW_NAMES.of(site);
    for (const name of names.byOld.keys()) {
      const entry = file.table.lookup(name);
      const message = entry && renamedText(name, names);
      if (entry === undefined || message === undefined) continue;
      reported.add(entry.line);
      report({ span: entry.keySpan, message });
    }
    for (const { name, where } of localNames(site)) {
      const entry = file.table.lookup(name);
      if (entry === undefined || reported.has(entry.line)) continue;
      reported.add(entry.line);
      report({
        span: entry.keySpan,
        tags: ["unnecessary"],
        message: `This line does nothing: mail for this domain is delivered on this host.\nThe domain is in class w, which comes before the mailertable. To send its mail elsewhere, remove it from class w; otherwise remove this line.`,
        related: [{ span: where, message: "This line makes the domain local" }],
        fixes: () => lineFixes(entry, file.document, "safe"),
      });
    }
  },
};
