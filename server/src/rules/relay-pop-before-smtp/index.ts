// POP before SMTP: who has fetched mail from an address may relay from there for a while.
import { placeOf } from "../facts/feature-use.ts";
import type { SiteRule } from "../types.ts";

/** Names that the known programs give to their map or its file. */
const NAMES = /(^|[/_.-])(drac|dracd|popauth|pop-?auth|popip|poprelay|pop-?before-?smtp|popb4smtp|relay-?pop)/i;

const MESSAGE =
  "POP before SMTP lets every address relay that has recently fetched mail.\nA whole company, hotel or mobile network may share one such address, and nobody in it has proved who they are. " +
  "Use SMTP AUTH on port 587 instead (confAUTH_MECHANISMS, TRUST_AUTH_MECH, p in confAUTH_OPTIONS): every current mail program supports it.";

export const rule: SiteRule = {
  meta: {
    code: "relay-pop-before-smtp",
    relaying: true,
    title: "POP before SMTP lets whole networks relay",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "auth",
    sources: ["RFC 6409 section 3.3", 'cf/README, section "SMTP AUTHENTICATION"'],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    for (const { name, map, line, span } of config.maps) {
      if (line === undefined || !(NAMES.test(name) || NAMES.test(map.file))) continue;
      if (site.has(span.source)) report({ span, message: MESSAGE });
    }
    for (const name of ["drac", "popauth"])
      for (const use of config.feature(name)) report({ span: placeOf(site, use), message: MESSAGE });
  },
};
