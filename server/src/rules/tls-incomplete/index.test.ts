import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const CERT = "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl";
const KEY = "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl";
const CA = "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl";
const PATH = "define(`confCACERT_PATH', `/etc/ssl/certs')dnl";

testRule(rule, {
  finds: {
    "a .cf without an authority": {
      files: {
        "sendmail.cf":
          "V10/Berkeley\nO CACertPath=/etc/ssl/certs\nO ⟦ServerCertFile⟧=/etc/mail/a.pem\nO ServerKeyFile=/etc/mail/a.key\n",
      },
      message: /Set CACertFile\.$/,
    },
    "a port for TLS alone in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Port=smtps, M=⟦Es⟧\n" },
      message: /closes every connection/,
    },
    "no confCACERT": {
      files: { "sendmail.mc": mc("define(`⟦confSERVER_CERT⟧', `/etc/mail/tls/mx.pem')dnl", KEY, PATH) },
      message: /Set confCACERT\.$/,
      severity: "error",
    },
    "a key alone": {
      files: { "sendmail.mc": mc("define(`⟦confSERVER_KEY⟧', `/etc/mail/tls/mx.key')dnl") },
      message: /confSERVER_CERT, confCACERT and confCACERT_PATH/,
      severity: "warning",
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
    "the rest in LOCAL_CONFIG": {
      "sendmail.mc": `${mc(CERT, KEY)}LOCAL_CONFIG\nO CACertFile=/etc/mail/tls/ca.pem\nO CACertPath=/etc/ssl/certs\n`,
    },
    "all four in a .cf": {
      "sendmail.cf":
        "V10/Berkeley\nO CACertPath=/c\nO CACertFile=/c/ca.pem\nO ServerCertFile=/c/a.pem\nO ServerKeyFile=/c/a.key\n",
    },
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
