// Local users see the queue and may run it.
import { addFlags, privacyFlags } from "../facts/privacy.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "privacy-queue-visible",
    title: "Local users may see the mail queue or run it",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    strict: true,
    sources: ['Operations guide, section "Privacy Flags"'],
  },
  check(site, report) {
    const { option, flags } = privacyFlags(site);
    if (option === undefined || option.value.trim() === "") return;
    const missing = ["restrictmailq", "restrictqrun"].filter((flag) => !flags.has(flag));
    if (missing.length === 0) return;
    report({
      span: option.span,
      message: `Every local user ${missing.includes("restrictmailq") ? "can see in the queue who writes to whom" : "may start queue runs"}.\nAdd ${missing.join(" and ")} if users who are not administrators log in to this host.`,
      fixes: () => addFlags(option, missing, "asks", ": local users may no longer do this"),
    });
  },
};
