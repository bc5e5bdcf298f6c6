// A log level at which some mail leaves no trace.
import { valueFix } from "../facts/settings.ts";
import { settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

const USUAL = 9;

export const rule: SiteRule = {
  meta: {
    code: "mc-low-log-level",
    title: "A log level at which some mail leaves no trace",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "Log Level"', "DISA STIG GEN004440"],
  },
  check(site, report) {
    const option = settingOf(site, "confLOG_LEVEL");
    const level = option?.value.trim() ?? "";
    if (option === undefined || !/^\d+$/.test(level) || Number(level) >= USUAL) return;
    report({
      span: option.span,
      severity: Number(level) === USUAL - 1 ? "information" : "warning",
      message: `At log level ${level}, some mail leaves no trace in the log.\nYou then cannot follow up a lost message or an abused relay. Write 9, which is sendmail's own default, or more.`,
      fixes: () => valueFix(option, String(USUAL), "safe"),
    });
  },
};
