import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const define = (name: string, value: string) => ({ "sendmail.mc": mc(`define(\`${name}', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "both versions off": {
      files: define("confSERVER_SSL_OPTIONS", "⟦SSL_OP_NO_TLSv1_2 SSL_OP_NO_TLSv1_3⟧"),
      severity: "error",
    },
    "both off with signs": define("confSERVER_SSL_OPTIONS", "⟦+SSL_OP_NO_TLSv1_2, +SSL_OP_NO_TLSv1_3⟧"),
    "both off for what is sent": define("confCLIENT_SSL_OPTIONS", "⟦SSL_OP_NO_TLSv1_3 SSL_OP_NO_TLSv1_2⟧"),
    "a suite of TLS 1.3": { files: define("confCIPHER_LIST", "⟦TLS_AES_256_GCM_SHA384⟧"), severity: "warning" },
    "suites of TLS 1.3": define("confCIPHER_LIST", "⟦TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256⟧"),
    "the version itself": define("confCIPHER_LIST", "⟦TLSv1.3:!aNULL⟧"),
    "a .cf": { "sendmail.cf": "V10/Berkeley\nO CipherList=⟦TLS_AES_128_GCM_SHA256⟧\n" },
    "a word that is misspelt": {
      files: define("confCIPHER_LIST", "⟦HIHG⟧"),
      message: /"HIHG".*no cipher for TLS 1.2/s,
    },
    "a misspelt word that takes ciphers out": {
      files: define("confCIPHER_LIST", "⟦HIGH:!aNUL⟧"),
      message: /"!aNUL".*silently skips/s,
    },
    "quotes around it": { files: define("confCIPHER_LIST", '⟦"HIGH:!aNULL"⟧'), message: /Leave the quotes out/ },
    "a suite with a letter too few": define(
      "confCIPHER_LIST",
      "⟦ECDHE-RSA-AES128-GCM-SHA25:ECDHE-RSA-AES256-GCM-SHA384⟧",
    ),
    "typographic quotes in a .cf": { "sendmail.cf": "V10/Berkeley\nO CipherList=⟦“HIGH”⟧\n" },
  },
  silent: {
    "groups, sums, suites and orders": define(
      "confCIPHER_LIST",
      "ECDHE+AESGCM:DHE-RSA-AES256-SHA:EXP1024-RC4-SHA:+HIGH:-SSLv2:!EDH-RSA-DES-CBC3-SHA:!MD5:@STRENGTH:DEFAULT@SECLEVEL=1",
    ),
    "suites that most builds leave out": define(
      "confCIPHER_LIST",
      "SRP-RSA-AES-256-CBC-SHA:PSK-3DES-EDE-CBC-SHA:GOST2012-MAGMA-MAGMAOMAC:HIGH",
    ),
    "the system's own list": define("confCIPHER_LIST", "PROFILE=SYSTEM"),
    "other signs between": define("confCIPHER_LIST", "HIGH;MEDIUM, !aNULL"),
    "one version off": define("confSERVER_SSL_OPTIONS", "SSL_OP_NO_TLSv1_3"),
    "one taken back": define("confSERVER_SSL_OPTIONS", "-SSL_OP_NO_TLSv1_2 SSL_OP_NO_TLSv1_3"),
    "suites of both": define("confCIPHER_LIST", "TLS_AES_256_GCM_SHA384:ECDHE+AESGCM"),
    "TLS 1.2": define("confCIPHER_LIST", "TLSv1.2"),
    "what most people write": define("confCIPHER_LIST", "HIGH:!aNULL"),
  },
});
