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
  },
  silent: {
    "one version off": define("confSERVER_SSL_OPTIONS", "SSL_OP_NO_TLSv1_3"),
    "one taken back": define("confSERVER_SSL_OPTIONS", "-SSL_OP_NO_TLSv1_2 SSL_OP_NO_TLSv1_3"),
    "suites of both": define("confCIPHER_LIST", "TLS_AES_256_GCM_SHA384:ECDHE+AESGCM"),
    "TLS 1.2": define("confCIPHER_LIST", "TLSv1.2"),
    "what most people write": define("confCIPHER_LIST", "HIGH:!aNULL"),
  },
});
