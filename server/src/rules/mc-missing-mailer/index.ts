// A configuration without any MAILER.
import { lacksPart } from "../parts.ts";
import type { SiteRule } from "../types.ts";

/** Features that bring their own mailers. */
const BRINGING = ["nullclient", "msp"];

export const rule: SiteRule = {
  meta: {
    code: "mc-missing-mailer",
    title: "No MAILER says how mail reaches other hosts",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "MAILER"', "seen with sendmail -bt: Unrecognized host name"],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc === undefined || mc.config.mailers.length > 0 || mc.config.fatal !== undefined) return;
    const [ostype] = mc.config.ostypes;
    // Without OSTYPE it is a part of a configuration, or one that has just been begun.
    const isPart = ostype === undefined || mc.config.unknownFiles.length > 0 || lacksPart(mc.config);
    if (isPart || BRINGING.some((name) => mc.config.feature(name).length > 0)) return;
    report({
      span: site.document(ostype.call.span.source) === undefined ? ostype.call.site : ostype.call.span,
      message:
        'No MAILER says how mail reaches other hosts, so sendmail refuses all that is not for its own users ("553 Unrecognized host name"). ' +
        "Write MAILER(`local')dnl and MAILER(`smtp')dnl at the end of the file.",
    });
  },
};
