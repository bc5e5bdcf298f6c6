// Class R filled by a program or a map: who may relay is decided outside of the configuration.
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "relay-class-program",
    relaying: true,
    title: "A program or a map decides at each start who may relay",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["Operations guide, C and F lines"],
  },
  check(site, report) {
    for (const { how, span } of site.mc?.config.classMembers("R") ?? []) {
      if (how.kind !== "program" && how.kind !== "map") continue;
      if (!site.has(span.source)) continue;
      const what = how.kind === "program" ? "program" : "map";
      report({
        span,
        message: `A ${what} decides who may relay each time sendmail starts.\nIt is "${how.text.text}". Its answer is unknown here, and anyone who can change the ${what} can open the relay. If possible, list the domains and networks in relay-domains.`,
      });
    }
  },
};
