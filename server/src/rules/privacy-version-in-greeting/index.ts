// The greeting tells the version of sendmail to everybody.
import { catalog } from "../../catalog/index.ts";
import { reachableDaemons } from "../facts/login.ts";
import { defineLine, lineAfterCall, valueFix } from "../facts/settings.ts";
import { isWhollyKnown, nameIn, settingOf } from "../facts/site-settings.ts";
import type { Fix, SiteRule } from "../types.ts";

/** Without the version; sendmail puts ESMTP after the first word itself. */
const QUIET = "$j Mail server ready; $b";

export const rule: SiteRule = {
  meta: {
    code: "privacy-version-in-greeting",
    title: "The greeting shows everybody the version of sendmail",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "safe",
    versions: "*",
    guidance: "options",
    strict: true,
    sources: ["DISA STIG GEN004560", 'Operations guide, section "O -- Set Option", SmtpGreetingMessage'],
  },
  check(site, report) {
    const config = site.mc?.config;
    const option = settingOf(site, "confSMTP_LOGIN_MSG");
    const place = config?.ostypes.find(({ nameSpan }) => site.has(nameSpan.source));
    // Without the option, sendmail's own greeting has the version too.
    const text = option?.value ?? catalog.get("option", "confSMTP_LOGIN_MSG")?.default ?? "";
    const told = /\$[vZ]|\$\{v\}/.exec(text);
    if (told === null || !isWhollyKnown(site) || reachableDaemons(site).length === 0) return;
    if (option === undefined && (place === undefined || config?.setting("confSMTP_LOGIN_MSG") !== undefined)) return;
    const span = option?.span ?? place?.nameSpan;
    if (span === undefined) return;
    report({
      span,
      message: `The ${option === undefined ? "default greeting" : "greeting"} contains the version of sendmail.\nA scanner then knows which published holes to try. Hiding the version closes none of them, but audits ask for it: write a ${nameIn(site, "confSMTP_LOGIN_MSG")} without $v and $Z. The answer to HELP still names it.`,
      fixes: (): readonly Fix[] => {
        if (option !== undefined)
          return valueFix(option, withoutVersion(option.value), "safe", "Remove the version from the greeting");
        const change = place && lineAfterCall(site, place.call, defineLine("confSMTP_LOGIN_MSG", QUIET));
        return change === undefined
          ? []
          : [{ title: "Greet without the version", grade: "safe", preferred: true, changes: [change] }];
      },
    });
  },
};

/** A greeting without the words that tell the version; all other words stay. */
function withoutVersion(greeting: string): string {
  return greeting.replace(/[ \t]*(?:\$[vZ]|\$\{v\})(?:\/(?:\$[vZ]|\$\{v\}))*/g, "").replace(/^[ \t]+/, "");
}
