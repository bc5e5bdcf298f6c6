// nouucp or nopercenthack with nospecial before a server that still reads ! and % as routes.

import type { MailSite } from "../../site/types.ts";
import { featureRule } from "../shapes/feature-rule.ts";
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
  // The users that this host does not have, such as user%elsewhere.example, go there.
  const unknown = config?.option("LUSER_RELAY")?.value.trim() ?? "";
  if (unknown !== "" && !/^(?:local|error|discard|prog):/.test(unknown)) return "LUSER_RELAY";
  if ((config?.feature("virtusertable") ?? []).length > 0 && handsOnUsers(site)) return "FEATURE(`virtusertable')";
  return (config?.feature("mailertable").length ?? 0) > 0 ? "FEATURE(`mailertable')" : undefined;
}

/** True where the virtusertable has `@domain` for all users, and keeps their names for another server: `@d %1@hub.example.com`. */
function handsOnUsers({ tables }: MailSite): boolean {
  return tables.some(
    ({ kind, table }) =>
      kind === "virtusertable" &&
      Array.from(table.entries()).some(({ key, value }) => key.startsWith("@") && /^%1@/.test(value)),
  );
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
