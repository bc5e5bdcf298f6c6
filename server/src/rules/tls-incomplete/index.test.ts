import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const CERT = "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl";
const KEY = "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl";
const CA = "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl";
const PATH = "define(`confCACERT_PATH', `/etc/ssl/certs')dnl";

testRule(rule, {
  finds: {
    "no confCACERT": {
      files: { "sendmail.mc": mc("define(`⟦confSERVER_CERT⟧', `/etc/mail/tls/mx.pem')dnl", KEY, PATH) },
      message: /Set confCACERT\.$/,
      severity: "error",
    },
    "a key alone": {
      files: { "sendmail.mc": mc("define(`⟦confSERVER_KEY⟧', `/etc/mail/tls/mx.key')dnl") },
      message: /confSERVER_CERT, confCACERT and confCACERT_PATH/,
    },
    "a port for TLS alone, without a certificate": {
      files: {
        "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA')dnl", "DAEMON_OPTIONS(`Name=TLS, Port=smtps, M=⟦Es⟧')dnl"),
      },
      message: /closes every connection/,
      severity: "error",
    },
    "half of the client's pair": {
      files: { "sendmail.mc": mc(CERT, KEY, CA, PATH, "define(`⟦confCLIENT_CERT⟧', `/etc/mail/tls/mx.pem')dnl") },
      severity: "warning",
    },
  },
  silent: {
    "a port for TLS alone, with a certificate": {
      "sendmail.mc": mc(CERT, KEY, CA, PATH, "DAEMON_OPTIONS(`Name=TLS, Port=smtps, M=s')dnl"),
    },
    "a port for TLS alone, with an include that may hold the certificate": {
      "sendmail.mc": mc("DAEMON_OPTIONS(`Name=TLS, Port=smtps, M=s')dnl", "include(`/etc/mail/tls/starttls.m4')dnl"),
    },
    "all four": { "sendmail.mc": mc(CERT, KEY, CA, PATH) },
    "authorities for outgoing connections only": { "sendmail.mc": mc(CA, PATH) },
    "an include that may hold the rest": { "sendmail.mc": mc(CERT, KEY, "include(`/etc/mail/tls/ca.m4')dnl") },
    "a server that needs no certificate": { "sendmail.mc": mc(KEY, CA, PATH, "define(`confTLS_SRV_OPTIONS', `C')dnl") },
    "no TLS at all": { "sendmail.mc": mc() },
  },
});
