// A line of the domaintable for a name of this server: its mail goes elsewhere.
import { keyOf } from "../../kinds/domaintable/key.ts";
import { policyOf } from "../../relay/index.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import { localNames } from "../facts/local-names.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "domaintable-own-domain",
    title: "The domaintable sends mail for one of the server's own domains away",
    severity: "warning",
    kinds: ["domaintable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  checkTable(file, site, report) {
    if (!file.named) return;
    const reported = new Set<number>();
    for (const { name, where } of localNames(site)) {
      const entry = file.table.lookup(name);
      if (entry === undefined || reported.has(entry.line) || keyOf(entry.key).kind === "never") continue;
      reported.add(entry.line);
      const value = readDomainValue(entry.value);
      if (value.kind === "odd" || policyOf(site).classes.w.get(value.name.text) !== undefined) continue;
      report({
        span: entry.keySpan,
        message: `Mail for this domain, one of the server's own, goes to another domain.\nsendmail applies the domaintable before class w. According to its files, ${value.name.text} is not a name of this server. Remove one of the two lines.`,
        related: [{ span: where, message: "This line makes the domain local" }],
      });
    }
  },
};
