// Names of this host that are in relay-domains as well.
import type { Table, TableEntry } from "../../tables/types.ts";
import { lineFixes } from "../edits/table-edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "class-local-relay",
    title: "A name of this host among the domains that are relayed for",
    severity: "information",
    kinds: ["mc", "class"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  check(site, report) {
    const own = site.classFiles("w").filter(({ named }) => named);
    const shared = new Set(own.map(({ uri }) => uri));
    for (const file of site.classFiles("R")) {
      if (!file.named || shared.has(file.uri)) continue;
      const reported = new Set<number>();
      for (const [entry, local] of own.flatMap(({ table }) => inBoth(file.table, table))) {
        if (entry.shape.kind !== "domain" || entry.shape.leadingDot || reported.has(entry.line)) continue;
        reported.add(entry.line);
        report({
          span: entry.keySpan,
          message: `This line lets every host below a name of this host relay.\nsendmail accepts mail for ${entry.key} anyway, because it is one of the names of this host. Here it also lets every host below ${entry.key} send anywhere through this server. Remove it unless you want that.`,
          related: [{ span: local.keySpan, message: "A name of this host" }],
          fixes: () => lineFixes(entry, file.document, "asks"),
        });
      }
    }
    const config = site.mc?.config;
    const paths = new Set(
      (config?.classMembers("w") ?? []).flatMap(({ how }) => (how.kind === "file" ? [how.path.text] : [])),
    );
    for (const { how, span } of config?.classMembers("R") ?? []) {
      if (how.kind !== "file" || !paths.has(how.path.text)) continue;
      report({
        span: how.path.exact ?? span,
        message:
          "This lets every host below the names of this host relay.\nThe file lists the names of this host, and sendmail accepts mail for them anyway. Named here, it also lets every host below them send anywhere through this server. Use a separate file for the domains that you relay for.",
      });
    }
  },
};

/** The first lines of two files with a key that is in both; found from the shorter file. */
function inBoth(one: Table, other: Table): readonly (readonly [TableEntry, TableEntry])[] {
  const shorter = one.entryCount < other.entryCount ? one : other;
  const found: (readonly [TableEntry, TableEntry])[] = [];
  for (const { key } of shorter.entries()) {
    const [inOne, inOther] = [one.lookup(key), other.lookup(key)];
    if (inOne !== undefined && inOther !== undefined) found.push([inOne, inOther]);
  }
  return found;
}
