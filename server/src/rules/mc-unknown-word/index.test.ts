import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const define = (name: string, value: string) => ({ "sendmail.mc": mc(`define(\`${name}', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "a letter in a .cf that sendmail takes without a word": {
      files: { "sendmail.cf": "V10/Berkeley\nO AuthOptions=A,⟦Q⟧\n" },
      message: /AuthOptions/,
    },
    "a misspelt privacy flag": {
      files: define("confPRIVACY_FLAGS", "authwarnings,⟦novrf⟧,noexpn"),
      message: /novrfy/,
      severity: "error",
      fixed: define("confPRIVACY_FLAGS", "authwarnings,novrfy,noexpn"),
    },
    "a misspelt check": define("confDONT_BLAME_SENDMAIL", "⟦GroupReadableKeyFiles⟧"),
    "a protocol that is written otherwise": define("confSERVER_SSL_OPTIONS", "SSL_OP_ALL ⟦SSL_OP_NO_TLSv1.1⟧"),
    "a letter of AUTH": { files: define("confAUTH_OPTIONS", "A p ⟦z⟧"), severity: "warning" },
    "an option of the resolver": define("confBIND_OPTS", "WorkAroundBrokenAAAA ⟦+EDNS⟧"),
    "commas between options of the resolver": {
      files: define("confBIND_OPTS", "⟦+AAONLY,-DNSRCH⟧"),
      message: /Only spaces/,
      fixed: define("confBIND_OPTS", "+AAONLY -DNSRCH"),
    },
    "a list put together by m4": {
      "sendmail.mc": mc("define(`FLAGS', `novrf')dnl", "define(`⟦confPRIVACY_FLAGS⟧', `authwarnings,FLAGS')dnl"),
    },
    "a word for a letter": {
      files: { "sendmail.mc": mc("define(`confAUTH_OPTIONS', `⟦noplain⟧')dnl") },
      message: /single letters/,
    },
  },
  silent: {
    "a word in a .cf that sendmail itself refuses": { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=goway\n" },
    "flags in a .cf": { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings,novrfy\n" },
    "flags in any case, with blanks": define("confPRIVACY_FLAGS", "AuthWarnings, NOVRFY noexpn"),
    "letters with and without separators": define("confAUTH_OPTIONS", "A,py"),
    "options of OpenSSL that are not in the manual": define(
      "confSERVER_SSL_OPTIONS",
      "SSL_OP_ALL, -SSL_OP_NO_TLSv1 SSL_OP_NO_RENEGOTIATION 0x4",
    ),
    "login methods, which another rule judges": define("confAUTH_MECHANISMS", "PLIAN"),
    "options of the resolver in any case": define("confBIND_OPTS", "-DNSRCH +usevc WorkAroundBrokenAAAA"),
    "an empty value": define("confTLS_SRV_OPTIONS", ""),
  },
});
