// confALLOW_BOGUS_HELO: HELO without a name, or with one that cannot be.
import { reachableDaemons } from "../facts/login.ts";
import { removalOf, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "sender-bogus-helo",
    title: "HELO without a proper name is accepted",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: ["RFC 5321 section 4.1.1.1", "seen in real sessions: 250 to HELO without a name"],
  },
  check(site, report) {
    const option = settingOf(site, "confALLOW_BOGUS_HELO");
    if (option === undefined || !/^(?:[ty]|$)/i.test(option.value.trim()) || reachableDaemons(site).length === 0)
      return;
    report({
      span: option.nameSpan,
      message:
        "This accepts HELO and EHLO without a name.\nReal servers always give a name; a client that does not is nearly always a spam program. Remove it, unless an old device in your own network needs it.",
      fixes: () => removalOf(site, option, "asks", "clients with an odd HELO are refused"),
    });
  },
};
