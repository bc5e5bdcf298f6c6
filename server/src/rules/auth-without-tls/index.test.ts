import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const P = "define(`confAUTH_OPTIONS', `A p')dnl";

testRule(rule, {
  finds: {
    "a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO AuthMechanisms=⟦PLAIN⟧\nO AuthOptions=p\n" },
      message: /ServerCertFile/,
    },
    "passwords over TLS only, and no certificate": {
      files: { "sendmail.mc": mc(P, "define(`confAUTH_MECHANISMS', `⟦LOGIN PLAIN⟧')dnl") },
      message: /confSERVER_CERT, confSERVER_KEY, confCACERT and confCACERT_PATH/,
    },
  },
  silent: {
    "a method that needs no encryption": { "sendmail.mc": mc(P, "define(`confAUTH_MECHANISMS', `GSSAPI PLAIN')dnl") },
    "an include that may hold the certificates": {
      "sendmail.mc": mc(P, "define(`confAUTH_MECHANISMS', `PLAIN')dnl", "include(`/etc/mail/tls/starttls.m4')dnl"),
    },
    certificates: {
      "sendmail.mc": mc(
        P,
        "define(`confAUTH_MECHANISMS', `PLAIN')dnl",
        "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl",
        "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl",
        "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl",
        "define(`confCACERT_PATH', `/etc/ssl/certs')dnl",
      ),
    },
    "no p": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `PLAIN')dnl") },
  },
});
