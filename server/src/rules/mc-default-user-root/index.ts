// Programs in aliases that would run as root.
import { removalOf, settingOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-default-user-root",
    title: "Programs in aliases run as root",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "O -- Set Option", DefaultUser'],
  },
  check(site, report) {
    const option = settingOf(site, "confDEF_USER_ID");
    // The user ends at the first of the signs that may stand before the group.
    const [user] = option?.value.trim().split(/[:./]/) ?? [];
    if (option === undefined || (user !== "root" && !/^0+$/.test(user ?? ""))) return;
    report({
      span: option.span,
      message:
        "Programs and files in aliases that have no owner of their own are then run and written as root, so one careless alias gives the whole host away. Leave the line out, and sendmail takes its own default user, or name an account that exists and owns nothing.",
      fixes: () => removalOf(site, option, "asks", "programs in aliases run as another user"),
    });
  },
};
