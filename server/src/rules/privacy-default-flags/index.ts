// No privacy flags at all: sendmail's default leaves VRFY and EXPN on.
import { reachableDaemons } from "../login.ts";
import { privacyFlags } from "../privacy.ts";
import { defineLine, isComplete, lineAfterCall } from "../settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "privacy-default-flags",
    title: "No privacy flags are set, so VRFY and EXPN are on",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    strict: true,
    sources: ['Operations guide, section "Privacy Flags"', "DISA STIG GEN004660 and GEN004680"],
  },
  check(site, report) {
    const config = site.mc?.config;
    const place = config?.ostypes.find(({ nameSpan }) => site.document(nameSpan.source) !== undefined);
    const isSet =
      config?.option("confPRIVACY_FLAGS") !== undefined && config.setting("confPRIVACY_FLAGS") !== undefined;
    if (place === undefined || isSet || privacyFlags(site).option !== undefined) return;
    if (!isComplete(site) || reachableDaemons(site).length === 0) return;
    report({
      span: place.nameSpan,
      message:
        "confPRIVACY_FLAGS is not set, so VRFY and EXPN are on.\nStrangers can find out which users and lists exist, and local users see the whole queue. Audits ask for goaway, or for novrfy and noexpn.",
      fixes: () => {
        const line = defineLine("confPRIVACY_FLAGS", "authwarnings,novrfy,noexpn,restrictqrun");
        const change = lineAfterCall(site, place.call, line);
        return change === undefined
          ? []
          : [
              {
                title: "Add confPRIVACY_FLAGS: VRFY and EXPN are refused, users may not run the queue",
                grade: "asks",
                preferred: true,
                changes: [change],
              },
            ];
      },
    });
  },
};
