// A file of the configuration that is there and cannot be read: whatever is said of the site may be wrong.
import { obstacleText, readAdvice } from "../../site/obstacles.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-unreadable-file",
    title: "A file of the configuration that cannot be read here",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.9",
    sources: ["Debian installs /etc/mail/access with mode 0600"],
  },
  check(site, report) {
    const uri = (site.mc ?? site.cf)?.uri;
    if (uri === undefined) return;
    for (const { path, obstacle, span } of site.unreadable) {
      report({
        span: knownPlace(site, span, beginningOf(uri)),
        message: `${path} cannot be read: ${obstacleText(obstacle)}.\n${obstacle === "not-a-file" ? "Who" : "sendmail may be able to read it, so who"} may relay is not fully known here. ${readAdvice([{ obstacle }]).join(" ")}`,
      });
    }
  },
};
