// LDAP routing with the default maps, but without the server.
import { libraryRule } from "../library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-ldap-default-spec",
    title: "The default LDAP maps are used, but no LDAP server is named",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.12",
    guidance: "readme",
    sources: ['cf/README, section "LDAP ROUTING"', "m4 library: without setting confLDAP_DEFAULT_SPEC option"],
  },
  ["ldap-routing-without-spec"],
  () => ({
    message:
      "ldap_routing uses its default maps, and confLDAP_DEFAULT_SPEC does not say which LDAP server to ask. m4 warns of it; at run time the lookups fail unless the system's own LDAP settings name a server. " +
      "Define confLDAP_DEFAULT_SPEC with -h and -b.",
  }),
);
