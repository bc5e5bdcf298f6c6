import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const TLS = [
  "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl",
  "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl",
  "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl",
  "define(`confCACERT_PATH', `/etc/ssl/certs')dnl",
];
const PLAIN = "define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl";

testRule(rule, {
  finds: {
    "a version without STARTTLS": {
      files: { "sendmail.mc": mc("define(`⟦confAUTH_MECHANISMS⟧', `LOGIN PLAIN')dnl") },
      options: { targetVersion: "8.10.2" },
      message: /confSERVER_CERT needs sendmail 8\.11\.$/,
    },
    "a .cf": {
      files: {
        "sendmail.cf": "V10/Berkeley\nO ⟦AuthMechanisms⟧=PLAIN LOGIN\n",
      },
      message: /ServerCertFile/,
      fixed: { "sendmail.cf": "V10/Berkeley\nO AuthMechanisms=PLAIN LOGIN\nO AuthOptions=A p\n" },
    },
    "AUTH without p": {
      files: { "sendmail.mc": mc(...TLS, "define(`confAUTH_OPTIONS', `⟦A⟧')dnl", PLAIN) },
      message: /LOGIN and PLAIN.*Add p to confAUTH_OPTIONS\.$/s,
      fixed: { "sendmail.mc": mc(...TLS, "define(`confAUTH_OPTIONS', `A p')dnl", PLAIN) },
    },
    "p that sendmail does not read, because no space is before it": {
      "sendmail.mc": mc(...TLS, "define(`confAUTH_OPTIONS', `⟦Ap⟧')dnl", PLAIN),
    },
    "letters of the access map for one client, and others for all": {
      "sendmail.mc": mc(...TLS, "FEATURE(`access_db')dnl", "define(`⟦confAUTH_MECHANISMS⟧', `LOGIN PLAIN')dnl"),
      access: "Srv_Features:192.0.2.7\tc\nSrv_Features:\tV\n",
    },
    "AUTH without options": {
      files: { "sendmail.mc": mc(...TLS, "define(`⟦confAUTH_MECHANISMS⟧', `LOGIN PLAIN')dnl") },
      fixed: { "sendmail.mc": mc(...TLS, PLAIN, "define(`confAUTH_OPTIONS', `A p')dnl") },
    },
    "AUTH without certificates": {
      files: { "sendmail.mc": mc("define(`⟦confAUTH_MECHANISMS⟧', `PLAIN')dnl") },
      message: /Set up STARTTLS/,
    },
    "a submission port beside a local one": {
      "sendmail.mc": mc(
        ...TLS,
        "define(`confAUTH_OPTIONS', `⟦A y⟧')dnl",
        PLAIN,
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
        "DAEMON_OPTIONS(`Name=MSA, Port=587, M=Ea')dnl",
      ),
    },
  },
  silent: {
    "p in LOCAL_CONFIG": {
      "sendmail.mc": `${mc("define(`confAUTH_MECHANISMS', `PLAIN')dnl")}LOCAL_CONFIG\nO AuthOptions=A p\n`,
    },
    "p in a .cf": { "sendmail.cf": "V10/Berkeley\nO AuthMechanisms=PLAIN\nO AuthOptions=A,p\n" },
    "p among the letters": { "sendmail.mc": mc(...TLS, "define(`confAUTH_OPTIONS', `A,py')dnl", PLAIN) },
    "the letter c of the access map, for all clients": {
      "sendmail.mc": mc(...TLS, "FEATURE(`access_db')dnl", PLAIN),
      access: "Srv_Features:\tV c\n",
    },
    "methods that do not send the password": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `GSSAPI')dnl") },
    "a host that logs in elsewhere and listens to itself only": {
      "sendmail.mc": mc(
        "define(`confAUTH_OPTIONS', `A')dnl",
        PLAIN,
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl",
        "DAEMON_OPTIONS(`Port=smtp, Addr=::1, Family=inet6, Name=MTA6')dnl",
      ),
    },
    "a port that is encrypted from the first byte": {
      "sendmail.mc": mc(
        ...TLS,
        PLAIN,
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA, M=A')dnl",
        "DAEMON_OPTIONS(`Name=TLS, Port=465, M=Eas')dnl",
      ),
    },
    "no login methods at all": { "sendmail.mc": mc() },
  },
});
