// A DNS block list on a server with logins, without delay_checks: a listed client cannot log in.
import { editable, lineBefore } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { isComplete } from "../facts/settings.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-before-auth",
    title: "A DNS block list refuses clients before they can log in",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Delay all checks"',
      "seen in sessions: a client that check_relay refuses gets 550 for every command, AUTH among them",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined || !isComplete(site) || config.active.has("delay_checks")) return;
    if (config.macro("TRUST_AUTH_MECH").length === 0) return;
    const use = [...config.feature("dnsbl"), ...config.feature("enhdnsbl")].sort((a, b) => a.order - b.order)[0];
    if (use === undefined || use.implied) return;
    // Where a port of its own asks for logins and skips the lists, nobody is locked out; no modifier does that.
    report({
      span: placeOf(site, use),
      message:
        "This block list refuses listed clients before they can log in.\nDial-up, mobile and hotel networks are on most lists, so people who are away cannot send although they have a password. Add FEATURE(`delay_checks'): then a login goes first.",
      fixes: (): readonly Fix[] => {
        const document = editable(site, use.call);
        if (document === undefined) return [];
        const change = lineBefore(document, use.call, "FEATURE(`delay_checks')dnl");
        return [
          {
            title: "Add FEATURE(`delay_checks'): clients with a login are not refused",
            grade: "asks",
            preferred: true,
            changes: [change],
          },
        ];
      },
    });
  },
};
