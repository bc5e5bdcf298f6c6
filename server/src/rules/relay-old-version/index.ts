// A sendmail before 8.9, which relays for everybody unless somebody stops it.
import { OLD_ADVICE, oldRelaying, oldText } from "../../relay/index.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "relay-old-version",
    relaying: true,
    title: "A sendmail before 8.9, which relays for everybody by default",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "<8.9",
    guidance: "historic",
    sources: ["RELEASE_NOTES 8.8.0: the check_* rulesets", "RELEASE_NOTES 8.9.0: relaying is refused by default"],
  },
  check(site, report, { targetVersion, versionSource = "setting" }) {
    if (targetVersion === undefined || site.mc?.part === true) return;
    const old = oldRelaying(site, { version: targetVersion, source: versionSource });
    if (old === undefined) return;
    const { head, why } = oldText(old);
    report({
      span: old.place,
      ...(old.relaying === "own-check" ? { severity: "warning" as const } : {}),
      message: `${head}\n${why} ${OLD_ADVICE}`,
    });
  },
};
