// nouucp or nopercenthack with nospecial before a server that still reads ! and % as routes.

import type { MailSite } from "../../site/types.ts";
import { featureRule } from "../feature-rule.ts";
import type { RuleMeta, SiteRule } from "../types.ts";

const meta: RuleMeta = {
  code: "relay-nospecial",
  relaying: true,
  title: "Addresses with % or ! pass unchecked to the next server",
  severity: "warning",
  kinds: ["mc"],
  fix: "none",
  versions: ">=8.10",
  guidance: "anti-spam",
  sources: [
    'cf/README, section "FEATURES", nouucp and nopercenthack',
    "seen with sendmail -bt: with nospecial, user%example.org@mx.example.com is accepted, without it relaying is denied",
  ],
};

/** What hands mail on to another server; undefined where nothing does. */
function hubOf(site: MailSite): string | undefined {
  const config = site.mc?.config;
  const named = ["MAIL_HUB", "LOCAL_RELAY"].find((name) => (config?.option(name)?.value ?? "").trim() !== "");
  if (named !== undefined) return named;
  return (config?.feature("mailertable").length ?? 0) > 0 ? "FEATURE(`mailertable')" : undefined;
}

/** The sign that each feature makes ordinary. */
const SIGNS = { nopercenthack: "%", nouucp: "!" } as const;

const rules = (["nopercenthack", "nouucp"] as const).map((feature) =>
  featureRule(
    meta,
    feature,
    (use, site) => {
      const hub = hubOf(site);
      if (hub === undefined || !use.args[0]?.text.trim().startsWith("n")) return undefined;
      const sign = SIGNS[feature];
      const example = sign === "%" ? "user%elsewhere.example@here" : "elsewhere.example!user@here";
      return `With nospecial, sendmail does not check such addresses for relaying.\nIt treats ${example} as a user of this server, and ${hub} hands it on. If the next server reads ${sign} as a route, it relays for strangers. Write reject instead of nospecial, unless you are sure of that server.`;
    },
    "",
    () => [],
  ),
);

export const rule: SiteRule = {
  meta,
  check(site, report, options) {
    for (const { check } of rules) check(site, report, options);
  },
};
