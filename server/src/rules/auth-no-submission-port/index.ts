// Users log in, but only on port 25: most networks keep them from it.
import { isSmtpPort, loginDaemons } from "../login.ts";
import { isComplete, writtenOption } from "../settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "auth-no-submission-port",
    title: "Users may log in, but no port for submission is open",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.10",
    guidance: "auth",
    sources: ["RFC 6409", "RFC 8314", 'cf/README, section "MESSAGE SUBMISSION PROGRAM"'],
  },
  check(site, report) {
    const config = site.mc?.config;
    const trusted = config?.macro("TRUST_AUTH_MECH").find(({ implied }) => !implied);
    const mechanisms = writtenOption(site, "confAUTH_MECHANISMS");
    if (config === undefined || trusted === undefined || mechanisms === undefined || !isComplete(site)) return;
    const daemons = loginDaemons(site);
    if (daemons.length === 0 || !daemons.every(isSmtpPort)) return;
    report({
      span: mechanisms.setting.nameSpan,
      message:
        "Users can log in only on port 25, which many networks block.\nMail programs in those networks cannot send. " +
        "Open the submission port: DAEMON_OPTIONS(`Name=MSA, Port=587, M=Ea').",
    });
  },
};
