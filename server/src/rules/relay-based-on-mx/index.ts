// FEATURE(`relay_based_on_MX'): relaying for every domain whose DNS names this server.
import { removalFixes } from "../edits/edits.ts";
import { featureRule } from "../shapes/feature-rule.ts";
import type { SiteRule } from "../types.ts";

/** The library's own switch. The feature also declares a map, without which the switch only breaks mail (seen with sendmail -bt). */
const SWITCH = "_RELAY_MX_SERVED_";
const MAP = "mxserved";

const feature = featureRule(
  {
    code: "relay-based-on-mx",
    relaying: true,
    title: "relay_based_on_MX lets strangers relay by means of their own DNS records",
    severity: "warning",
    kinds: ["mc"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "relay_based_on_MX",
  () =>
    "This relays to every domain whose MX record points at this server.\nThe owner of the domain writes that record, not you, so strangers can get their mail delivered through your server. " +
    "Remove it, and list the domains that you are really a backup for in relay-domains.",
  "domains that name this server as MX are refused, unless relay-domains lists them",
);

export const rule: SiteRule = {
  ...feature,
  check(site, report, options) {
    feature.check(site, report, options);
    const config = site.mc?.config;
    const setting = config?.setting(SWITCH);
    if (config === undefined || setting === undefined || setting.implied) return;
    if (config.feature("relay_based_on_MX").length > 0) return;
    const opens = config.maps.some(({ name }) => name.toLowerCase() === MAP);
    const effect = opens
      ? "domains that name this server as MX are refused, unless relay-domains lists them"
      : undefined;
    report({
      span: setting.nameSpan,
      message: opens
        ? "This relays to every domain whose MX record points at this server.\nIt is the library's own switch for FEATURE(`relay_based_on_MX'), and the map that it asks is declared. " +
          "The owner of a domain writes that record, not you. Remove the switch, and list your domains in relay-domains."
        : `This is half of FEATURE(\`relay_based_on_MX'): mail is refused with 554.\nThe rules ask the map ${MAP}, which only the feature declares. Remove the define.`,
      fixes: () => removalFixes(site, setting.call, `the define of ${SWITCH}`, opens ? "narrows" : "asks", effect),
    });
  },
};
