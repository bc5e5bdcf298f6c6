// LDAP routing with the default maps, but without the server.
import { libraryRule, whereComplete } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-ldap-default-spec",
    title: "The default LDAP maps are used without the name of an LDAP server",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.12",
    guidance: "readme",
    sources: ['cf/README, section "LDAP ROUTING"', "m4 library: without setting confLDAP_DEFAULT_SPEC option"],
  },
  ["ldap-routing-without-spec"],
  whereComplete(() => ({
    message:
      "ldap_routing does not know which LDAP server to ask.\nIt uses its default maps, and confLDAP_DEFAULT_SPEC is not set. m4 warns about it; lookups fail unless the system's own LDAP settings name a server. " +
      "Define confLDAP_DEFAULT_SPEC with -h and -b.",
  })),
);
