// authwarnings is sendmail's default, and a list of one's own without it takes it away.
import { addFlags, privacyFlags } from "../facts/privacy.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "privacy-no-authwarnings",
    title: "A list of privacy flags that removes the default authwarnings",
    severity: "information",
    kinds: ["mc", "cf"],
    fix: "safe",
    versions: "*",
    guidance: "operations",
    sources: ['Operations guide, section "Privacy Flags"'],
  },
  check(site, report) {
    const { option, flags } = privacyFlags(site);
    // With public the author asked for none, and privacy-vrfy-expn reports that.
    if (option === undefined || flags.has("authwarnings") || flags.has("public") || option.value.trim() === "") return;
    report({
      span: option.span,
      message: `This value removes the default flag authwarnings.\nMail whose sender a local user forged then no longer gets an X-Authentication-Warning. Add authwarnings to ${option.shown}.`,
      fixes: () => addFlags(option, ["authwarnings"], "safe", ""),
    });
  },
};
