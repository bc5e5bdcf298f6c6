import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const DOLLAR = "$";
const list = (macro: string) => ({
  "sendmail.mc": mc(`FEATURE(\`dnsbl', \`bl.spamcop.net', \`"550 Listed: " $&{${macro}}')dnl`),
});
const config = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_CONFIG\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "no underscore": {
      files: list("⟦clientaddr⟧"),
      message: /\$&\{clientaddr\} is empty/,
      fixed: list("client_addr"),
    },
    capitals: { files: list("⟦Client_Addr⟧"), fixed: list("client_addr") },
    "a hyphen": { files: list("⟦client-addr⟧"), fixed: list("client_addr") },
    "a letter too few": { files: list("⟦client_adr⟧"), fixed: list("client_addr") },
    "a rule": config("SLocal_check_mail", "R$*\t$: $&{⟦authtype⟧}"),
    "a header": config("HX-Auth: $&{⟦auth_authn⟧}"),
    "a setting": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ESMTP $&{⟦daemonname⟧}')dnl") },
    "a .cf": { "sendmail.cf": "V10/Berkeley\nHX-Client: $&{⟦clientname⟧}\n" },
  },
  silent: {
    "macros of sendmail": list("client_addr"),
    "a macro of the site's own": config("D{ClientName}mine", `HX-Client: ${DOLLAR}{ClientName}`),
    "a macro that a map sets": config("Kstorage macro", "SX", "R$*\t$: $(storage {clientaddr} $@ $1 $) $&{clientaddr}"),
    "a name like none": config("HX-Site: $&{our_site}"),
  },
});
