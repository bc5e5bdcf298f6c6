// Names of this host that are in relay-domains as well.
import { lineFixes } from "../table-edits.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "class-local-relay",
    title: "A name of this host among the domains that are relayed for",
    severity: "information",
    kinds: ["mc", "class"],
    fix: "unsafe",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  check(site, report) {
    const own = site.classFiles("w").filter(({ named }) => named);
    const shared = new Set(own.map(({ uri }) => uri));
    for (const file of site.classFiles("R")) {
      if (!file.named || shared.has(file.uri)) continue;
      for (const entry of file.table.entries()) {
        if (entry.shape.kind !== "domain" || entry.shape.leadingDot) continue;
        const local = own.map(({ table }) => table.lookup(entry.key)).find((found) => found !== undefined);
        if (local === undefined) continue;
        report({
          span: entry.keySpan,
          message: `Mail for ${entry.key} is taken here anyway: it is one of the names of this host. In this file it also lets every host below ${entry.key} send anywhere through this server. Remove it unless that is wanted.`,
          related: [{ span: local.keySpan, message: "A name of this host" }],
          fixes: () => lineFixes(entry, file.document, "unsafe"),
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
          "This is the file with the names of this host. Mail for them is taken anyway; named here, it lets every host below these names send anywhere through this server. Use a file of its own for domains that are relayed for.",
      });
    }
  },
};
