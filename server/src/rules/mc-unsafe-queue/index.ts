// Mail that is accepted before it is on disk: a crash loses it.

import { valueFix } from "../facts/settings.ts";
import { removalOf, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-unsafe-queue",
    title: "Accepted mail is not on disk, so a crash loses it",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "O -- Set Option", SuperSafe', "RFC 5321 section 4.2.5"],
  },
  check(site, report) {
    const option = settingOf(site, "confSAFE_QUEUE");
    // sendmail reads the first letter; what is neither true nor the name of a delay is false.
    if (option === undefined || option.value.includes("$") || !/^\s*[^\stTyYpPiImM]/.test(option.value)) return;
    report({
      span: option.span,
      message: `sendmail says that it took a message before the message is on disk.\nIn a crash it is lost, and its sender believes that it arrived. Write True, or PostMilter to wait for the milters first.`,
      fixes: () => [
        ...valueFix(option, "True", "asks", "Change it to True: each message is on disk before it is accepted"),
        ...removalOf(site, option, "asks", "each message is on disk before it is accepted"),
      ],
    });
  },
};
