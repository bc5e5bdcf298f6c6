// The modifier a on port 25: other servers do not log in, so no mail comes in.
import { isSmtpPort, isWritten, reachableDaemons } from "../facts/login.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-required-on-smtp-port",
    title: "Port 25, where other servers deliver, requires a login",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'Operations guide, section "O -- Set Option", DaemonPortOptions',
      "seen in real sessions: 530 Authentication required to MAIL without a login",
    ],
  },
  check(site, report) {
    for (const daemon of reachableDaemons(site)) {
      const { modifiers, entries, span } = daemon;
      if (!isWritten(daemon) || !modifiers.includes("a") || modifiers.includes("A")) continue;
      // s is TLS from the first byte: no port for other servers, whatever its number.
      if (!isSmtpPort(daemon) || modifiers.includes("s")) continue;
      const place = entries.findLast(({ means }) => means === "Modifier")?.valueSpan;
      report({
        span: place !== undefined && site.has(place.source) ? place : span,
        message:
          "This daemon refuses all mail from other servers: they do not log in.\nThe modifier a requires a login before any mail, and this daemon listens on port 25. Other servers get 530. Use a only on the submission port (587), and remove it here.",
      });
    }
  },
};
