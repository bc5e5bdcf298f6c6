// The modifier u on the port for the world: senders without a domain.
import { isSmtpPort, reachableDaemons } from "../login.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "sender-unqualified-port",
    title: "Senders without a domain are accepted on port 25",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.10",
    guidance: "operations",
    sources: ['Operations guide, section "O -- Set Option", DaemonPortOptions'],
  },
  check(site, report) {
    for (const daemon of reachableDaemons(site)) {
      const { use, modifiers, entries, span } = daemon;
      if (use === undefined || use.implied || !modifiers.includes("u") || modifiers.includes("a")) continue;
      if (!isSmtpPort(daemon)) continue;
      const place = entries.findLast(({ means }) => means === "Modifier")?.valueSpan;
      report({
        span: place !== undefined && site.document(place.source) !== undefined ? place : span,
        message:
          "The modifier u accepts senders without a domain from the whole world.\nsendmail completes a MAIL FROM such as <root> with your own name, so it looks like mail from your users. Remove it here; on a port for your own programs it is fine.",
      });
    }
  },
};
