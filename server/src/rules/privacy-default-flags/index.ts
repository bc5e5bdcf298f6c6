// No privacy flags at all: sendmail's default leaves VRFY and EXPN on.
import { reachableDaemons } from "../facts/login.ts";
import { addFlags, privacyFlags } from "../facts/privacy.ts";
import { defineLine, lineAfterCall } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, settingOf } from "../facts/site-settings.ts";
import type { Fix, SiteRule } from "../types.ts";

const FLAGS = ["authwarnings", "novrfy", "noexpn", "restrictqrun"] as const;
/** How the title of the fix ends. */
const EFFECT = ": VRFY and EXPN are refused, users may not run the queue";

export const rule: SiteRule = {
  meta: {
    code: "privacy-default-flags",
    title: "No privacy flags are set, so VRFY and EXPN are on",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    strict: true,
    sources: ['Operations guide, section "Privacy Flags"', "DISA STIG GEN004660 and GEN004680"],
  },
  check(site, report) {
    if (privacyFlags(site).option !== undefined || !isWhollyKnown(site) || reachableDaemons(site).length === 0) return;
    const name = nameIn(site, "confPRIVACY_FLAGS");
    const message = `${name} is not set, so VRFY and EXPN are on.\nStrangers can find out which users and lists exist, and local users see the whole queue. Audits ask for goaway, or for novrfy and noexpn.`;
    if (site.mc === undefined) {
      // The line that m4 writes for everybody.
      const stock = settingOf(site, "confPRIVACY_FLAGS");
      if (stock !== undefined)
        report({ span: stock.span, message, fixes: () => addFlags(stock, FLAGS.slice(1), "asks", EFFECT) });
      return;
    }
    const { config } = site.mc;
    const place = config.ostypes.find(({ nameSpan }) => site.has(nameSpan.source));
    if (place === undefined || config.setting("confPRIVACY_FLAGS") !== undefined) return;
    report({
      span: place.nameSpan,
      message,
      fixes: (): readonly Fix[] => {
        const change = lineAfterCall(site, place.call, defineLine(name, FLAGS.join(",")));
        return change === undefined
          ? []
          : [{ title: `Add ${name}${EFFECT}`, grade: "asks", preferred: true, changes: [change] }];
      },
    });
  },
};
