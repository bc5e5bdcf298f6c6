import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .cf": { "sendmail.cf": "V10/Berkeley\nO ServerCertFile=⟦cert.pem⟧\n" },
    "a file beside the configuration": {
      files: { "sendmail.mc": mc("define(`confSERVER_KEY', `⟦tls/mx.key⟧')dnl") },
      message: /\/etc\/mail\/tls\/mx\.key/,
    },
    "a file of primes": {
      files: { "sendmail.mc": mc("define(`confDH_PARAMETERS', `⟦dh2048.pem⟧')dnl") },
      severity: "warning",
    },
  },
  silent: {
    "primes of sendmail's own": { "sendmail.mc": mc("define(`confDH_PARAMETERS', `2')dnl") },
    "a full path in a .cf": { "sendmail.cf": "V10/Berkeley\nO ServerCertFile=/etc/mail/cert.pem\n" },
    "a path put together by m4": {
      "sendmail.mc": mc(
        "define(`CERT_DIR', `MAIL_SETTINGS_DIR`'tls')dnl",
        "define(`confCACERT', `CERT_DIR/ca.pem')dnl",
      ),
    },
    "two files": { "sendmail.mc": mc("define(`confSERVER_CERT', `/etc/mail/rsa.pem,/etc/mail/ec.pem')dnl") },
    "an empty value": { "sendmail.mc": mc("define(`confCRL', `')dnl") },
  },
});
