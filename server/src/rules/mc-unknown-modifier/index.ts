// A modifier letter of a daemon that sendmail keeps without doing anything with it.
import { catalog } from "../../catalog/index.ts";
import type { DaemonOptions } from "../../mc/types.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-unknown-modifier",
    title: "A letter of DAEMON_OPTIONS, CLIENT_OPTIONS or a milter that means nothing",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.10",
    guidance: "operations",
    sources: [
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
      "seen with sendmail: M=z, and F=X of a milter, are accepted silently",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    const check = (daemons: readonly DaemonOptions[], kind: "daemon-modifier" | "client-modifier") => {
      for (const { use, entries, span } of daemons) {
        if (use === undefined || use.implied) continue;
        const entry = entries.findLast(({ means }) => means === "Modifier");
        const letters = [...(entry?.value.replace(/[\s'`]/g, "") ?? "")];
        const unknown = [...new Set(letters.filter((letter) => catalog.get(kind, letter) === undefined))];
        if (entry === undefined || unknown.length === 0) continue;
        const place = entry.valueSpan;
        const known = catalog.all(kind).filter(({ name }) => name.length === 1);
        report({
          span: place !== undefined && site.document(place.source) !== undefined ? place : span,
          message: `sendmail has no modifier ${unknown.map((letter) => `"${letter}"`).join(", ")} and silently ignores it.\nIt has no effect. The modifiers are ${known.map(({ name }) => name).join(", ")}.`,
        });
      }
    };
    check(config.daemons(), "daemon-modifier");
    check(config.clients(), "client-modifier");
    for (const { entries, use } of config.filters()) {
      const flags = entries.findLast(({ means }) => means === "Flags");
      const letters = [...(flags?.value.replace(/[\s'`]/g, "") ?? "")];
      const unknown = [...new Set(letters.filter((letter) => catalog.get("milter-flag", letter) === undefined))];
      if (flags === undefined || use.implied || unknown.length === 0 || flags.value.includes("$")) continue;
      const place = flags.valueSpan;
      report({
        span: place !== undefined && site.document(place.source) !== undefined ? place : use.call.site,
        message: `sendmail has no milter flag ${unknown.map((letter) => `"${letter}"`).join(", ")} and silently ignores it.\nWithout F=R or F=T mail passes unfiltered while the milter does not answer. Write T to make senders try again, or R to refuse.`,
      });
    }
  },
};
