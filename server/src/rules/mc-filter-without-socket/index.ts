// A milter without S=: sendmail refuses the configuration.
import { placeOf } from "../facts/feature-use.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-filter-without-socket",
    title: "A milter without its socket",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.12",
    guidance: "milter",
    sources: [
      'Operations guide, section "X -- Mail Filter (Milter) Definitions"',
      "seen with sendmail: empty or missing socket information, exit status 70",
    ],
  },
  check(site, report) {
    for (const { name, entries, use } of site.mc?.config.filters() ?? []) {
      if (use.implied || entries.some(({ means, value }) => means === "Socket" && value !== "")) continue;
      report({
        span: placeOf(site, use),
        message: `The milter "${name.text}" has no S=, so sendmail does not start.\nS= says where sendmail reaches the milter. Write its socket: ${use.name}(\`${name.text}', \`S=local:/run/${name.text}.sock').`,
      });
    }
  },
};
