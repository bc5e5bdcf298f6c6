// Programs in aliases that would run as root.
import { removalOf, settingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-default-user-root",
    title: "Programs in aliases run as root",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "O -- Set Option", DefaultUser'],
  },
  check(site, report) {
    const option = settingOf(site, "confDEF_USER_ID");
    // The user ends at the first of the characters that may precede the group.
    const [user = "", group = ""] = option?.value.trim().split(/[:./]/) ?? [];
    const isRoot = (name: string) => /^(?:root|toor|0+)$/.test(name);
    if (option === undefined || (!isRoot(user) && !/^(?:root|wheel|0+)$/.test(group))) return;
    report({
      span: option.span,
      ...(isRoot(user) ? {} : { severity: "information" as const }),
      message: isRoot(user)
        ? "Aliases without an owner run programs and write files as root.\nOne careless alias then gives away the whole host. Remove the line, and sendmail uses its own default user; or name an account that exists and owns nothing."
        : "Aliases without an owner run programs in root's group.\nIt may write more than an alias should. Name a group that owns nothing.",
      fixes: () => removalOf(site, option, "asks", "programs in aliases run as another user"),
    });
  },
};
