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
    "a list put together by m4": {
      "sendmail.mc": mc("define(`FLAGS', `novrf')dnl", "define(`⟦confPRIVACY_FLAGS⟧', `authwarnings,FLAGS')dnl"),
    },
    "letters without a space or a comma between them": {
      files: define("confAUTH_OPTIONS", "A,⟦py⟧"),
      message: /^"py" means only p/,
      severity: "warning",
      fixed: define("confAUTH_OPTIONS", "A,p y"),
    },
    "letters with another sign between them": {
      files: define("confTLS_SRV_OPTIONS", "⟦V;C⟧"),
      message: /only the first letter of "V;C"/,
    },
    "words of the resolver with a comma between them": {
      files: define("confBIND_OPTS", "⟦+AAONLY,-DNSRCH⟧ +USEVC"),
      message: /Commas do not separate/,
      severity: "error",
      fixed: define("confBIND_OPTS", "+AAONLY -DNSRCH +USEVC"),
    },
    "each part of a word with a sign in it": define("confPRIVACY_FLAGS", "⟦auth⟧-⟦warnings⟧"),
    "a word for a letter": {
      files: { "sendmail.mc": mc("define(`confAUTH_OPTIONS', `⟦noplain⟧')dnl") },
      message: /^sendmail reads only the first letter of "noplain".*\n.*single letters/,
    },
  },
  silent: {
    "a word in a .cf that sendmail itself refuses": { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=goway\n" },
    "flags in a .cf": { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings,novrfy\n" },
    "flags in any case, with blanks": define("confPRIVACY_FLAGS", "AuthWarnings, NOVRFY noexpn"),
    "letters with spaces and commas": define("confAUTH_OPTIONS", "A, p y"),
    "flags with any sign between them": define("confPRIVACY_FLAGS", "authwarnings;novrfy/{noexpn}+goaway."),
    "checks with any sign between them": define("confDONT_BLAME_SENDMAIL", "GroupReadableKeyFile;AssumeSafeChown"),
    "options of OpenSSL that are not in the manual": define(
      "confSERVER_SSL_OPTIONS",
      "SSL_OP_ALL, -SSL_OP_NO_TLSv1 SSL_OP_NO_RENEGOTIATION 0x4",
    ),
    "login methods, which another rule judges": define("confAUTH_MECHANISMS", "PLIAN"),
    "options of the resolver in any case": define("confBIND_OPTS", "-DNSRCH +usevc WorkAroundBrokenAAAA"),
    "an empty value": define("confTLS_SRV_OPTIONS", ""),
  },
});
