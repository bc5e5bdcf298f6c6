// Users log in, but only on port 25: most networks keep them from it.
import { isSmtpPort, loginDaemons, trustedMechanisms } from "../facts/login.ts";
import { isWhollyKnown, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-no-submission-port",
    title: "Users may log in, but no port for submission is open",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.10",
    guidance: "auth",
    sources: ["RFC 6409", "RFC 8314", 'cf/README, section "MESSAGE SUBMISSION PROGRAM"'],
  },
  check(site, report) {
    const trusts = site.mc?.config.macro("TRUST_AUTH_MECH").some(({ implied }) => !implied);
    const mechanisms = settingOf(site, "confAUTH_MECHANISMS");
    if (mechanisms === undefined || !(trusts ?? trustedMechanisms(site).length > 0) || !isWhollyKnown(site)) return;
    const daemons = loginDaemons(site);
    if (daemons.length === 0 || !daemons.every(isSmtpPort)) return;
    report({
      span: mechanisms.nameSpan,
      message:
        "Users can log in only on port 25, which many networks block.\nMail programs in those networks cannot send. " +
        `Open the submission port: ${site.mc === undefined ? "O DaemonPortOptions=Name=MSA, Port=587, M=Ea" : "DAEMON_OPTIONS(`Name=MSA, Port=587, M=Ea')"}.`,
    });
  },
};
