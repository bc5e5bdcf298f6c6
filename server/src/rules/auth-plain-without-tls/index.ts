// PLAIN or LOGIN offered on connections that are not encrypted.
import { editable } from "../edits.ts";
import { hasAuthOption, loginDaemons, missingForTls, offeredMechanisms, PLAIN_MECHANISMS } from "../login.ts";
import { defineLine, isComplete, lineAfter, valueFix, writtenOption } from "../settings.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-plain-without-tls",
    title: "Passwords may be sent unencrypted: PLAIN or LOGIN without p in confAUTH_OPTIONS",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP AUTHENTICATION"',
      "RFC 4954 section 4",
      "seen in real sessions: without p, AUTH PLAIN is offered before STARTTLS",
    ],
  },
  check(site, report) {
    const mechanisms = writtenOption(site, "confAUTH_MECHANISMS");
    if (mechanisms === undefined || hasAuthOption(site, "p")) return;
    const plain = offeredMechanisms(site).filter(({ text }) => PLAIN_MECHANISMS.has(text.toUpperCase()));
    // With the modifier s a connection is encrypted from its first byte.
    const daemons = loginDaemons(site).filter(({ modifiers }) => !modifiers.includes("s"));
    if (plain.length === 0 || daemons.length === 0) return;
    const options = writtenOption(site, "confAUTH_OPTIONS");
    const hasNoTls = isComplete(site) && missingForTls(site).length > 0;
    const advice = hasNoTls
      ? "Set up STARTTLS (confSERVER_CERT and the options that go with it), then add p to confAUTH_OPTIONS: without certificates, p would turn these logins off."
      : "Add p to confAUTH_OPTIONS.";
    report({
      span: options?.span ?? mechanisms.setting.nameSpan,
      message: `${plain.map(({ text }) => text).join(" and ")} may send passwords over unencrypted connections.\nWithout p in confAUTH_OPTIONS, sendmail offers ${plain.length > 1 ? "them" : "it"} before STARTTLS. Anyone on the way can read the password and then relay through this server. ${advice}`,
      fixes: () => {
        if (options !== undefined)
          return valueFix(
            options,
            `${options.value} p`.trim(),
            "asks",
            "Add p to confAUTH_OPTIONS: refuses passwords without TLS",
          );
        const change = lineAfter(site, mechanisms.setting, defineLine("confAUTH_OPTIONS", "A p"));
        const fix = (newChange: NonNullable<typeof change>): Fix => ({
          title: "Add confAUTH_OPTIONS with p: refuses passwords without TLS",
          grade: "asks",
          preferred: true,
          changes: [newChange],
        });
        return change === undefined || editable(site, mechanisms.setting.call) === undefined ? [] : [fix(change)];
      },
    });
  },
};
