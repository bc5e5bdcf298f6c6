// PLAIN or LOGIN offered on connections that are not encrypted.
import {
  hasAuthOption,
  hidesPlainByMap,
  loginDaemons,
  missingForTls,
  offeredMechanisms,
  PLAIN_MECHANISMS,
} from "../facts/login.ts";
import { valueFix } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, settingAfter, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-plain-without-tls",
    title: "Passwords may be sent unencrypted: confAUTH_OPTIONS has no p",
    severity: "warning",
    kinds: ["mc", "cf"],
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
    const mechanisms = settingOf(site, "confAUTH_MECHANISMS");
    if (mechanisms === undefined || hasAuthOption(site, "p") || hidesPlainByMap(site)) return;
    const plain = offeredMechanisms(site).filter(({ text }) => PLAIN_MECHANISMS.has(text.toUpperCase()));
    // With the modifier s a connection is encrypted from its first byte.
    const daemons = loginDaemons(site).filter(({ modifiers }) => !modifiers.includes("s"));
    if (plain.length === 0 || daemons.length === 0) return;
    const options = settingOf(site, "confAUTH_OPTIONS");
    const name = nameIn(site, "confAUTH_OPTIONS");
    const hasNoTls = isWhollyKnown(site) && missingForTls(site).length > 0;
    const effect = hasNoTls ? "turns these logins off until there are certificates" : "refuses passwords without TLS";
    const advice = hasNoTls
      ? `Set up STARTTLS (${nameIn(site, "confSERVER_CERT")} and the options that go with it), then add p to ${name}: without certificates, p would turn these logins off.`
      : `Add p to ${name}.`;
    report({
      span: options?.span ?? mechanisms.nameSpan,
      message: `${plain.map(({ text }) => text).join(" and ")} may send passwords over unencrypted connections.\nWithout p in ${name}, sendmail offers ${plain.length > 1 ? "them" : "it"} before STARTTLS. Anyone on the way can read the password and then relay through this server. ${advice}`,
      fixes: () => {
        if (options !== undefined)
          return valueFix(options, `${options.value} p`.trim(), "asks", `Add p to ${name}: ${effect}`);
        const change = settingAfter(site, mechanisms, "confAUTH_OPTIONS", "A p");
        const title = `Add ${name} with p: ${effect}`;
        return change === undefined ? [] : [{ title, grade: "asks", preferred: true, changes: [change] }];
      },
    });
  },
};
