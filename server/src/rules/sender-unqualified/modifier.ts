// The modifier u on the port for the world: senders without a domain.
import type { MailSite } from "../../site/types.ts";
import { isSmtpPort, reachableDaemons } from "../facts/login.ts";
import type { Report } from "../types.ts";

/** Reports the modifier u on the port for the world. */
export function checkModifiers(site: MailSite, report: Report): void {
  for (const daemon of reachableDaemons(site)) {
    const { use, modifiers, entries, span } = daemon;
    if (use === undefined || use.implied || !modifiers.includes("u") || modifiers.includes("a")) continue;
    if (!isSmtpPort(daemon)) continue;
    const place = entries.findLast(({ means }) => means === "Modifier")?.valueSpan;
    report({
      former: "sender-unqualified-port",
      severity: "information",
      span: place !== undefined && site.has(place.source) ? place : span,
      message:
        "The modifier u accepts senders without a domain from the whole world.\nsendmail completes a MAIL FROM such as <root> with your own name, so it looks like mail from your users. Remove it here; on a port for your own programs it is fine.",
    });
  }
}
