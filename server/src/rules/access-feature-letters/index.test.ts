import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");
const TLS = mc(
  "FEATURE(`access_db')dnl",
  ...["confSERVER_CERT", "confSERVER_KEY", "confCACERT"].map(
    (name) => `define(\`${name}', \`/etc/mail/${name}.pem')dnl`,
  ),
  "define(`confCACERT_PATH', `/etc/mail/certs')dnl",
);
const PASSWORDS = mc(
  "FEATURE(`access_db')dnl",
  "define(`confAUTH_MECHANISMS', `PLAIN')dnl",
  "define(`confAUTH_OPTIONS', `A p')dnl",
);
const LOCAL = mc("FEATURE(`access_db')dnl", "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl");

testRule(rule, {
  finds: {
    "letters in one word": {
      files: { "sendmail.mc": MC, access: "Srv_Features: ⟦VS⟧\n" },
      fixes: ["Put spaces between the letters: each of them takes effect"],
      fixed: { access: "Srv_Features: V S\n" },
    },
    "an unknown letter": { files: { "sendmail.mc": MC, access: "Srv_Features:192.0.2 V ⟦z⟧\n" }, fixes: [] },
    "a letter of the other side": { "sendmail.mc": MC, access: "Clt_Features:mx.example.com ⟦V⟧\n" },
    "l for every client": {
      files: { "sendmail.mc": MC, access: "Srv_Features:\tV ⟦l⟧\n" },
      message: /530/,
      severity: "error",
    },
    "l after a comma": { files: { "sendmail.mc": MC, access: "Srv_Features:\tV,⟦l⟧\n" }, message: /530/ },
    "letters that a hyphen joins": { "sendmail.mc": MC, access: "Srv_Features:192.0.2 ⟦V-l⟧\n" },
    "S for every client": { files: { "sendmail.mc": TLS, access: "srv_features: ⟦S⟧ V\n" }, severity: "warning" },
    "C for every client": { files: { "sendmail.mc": PASSWORDS, access: "Srv_Features:\t⟦C⟧\n" }, severity: "warning" },
  },
  silent: {
    "S and C where there is nothing to weaken": { "sendmail.mc": MC, access: "Srv_Features:\tS C V a\n" },
    "S, C and l for one client": { "sendmail.mc": TLS, access: "Srv_Features:192.0.2.7\tS C l\n" },
    "l where only the host itself connects": { "sendmail.mc": LOCAL, access: "Srv_Features:\tl\n" },
    "letters that exist": {
      "sendmail.mc": MC,
      access: "Srv_Features: V\nSrv_Features:192.0.2 v a l\nClt_Features:mx.example.com D M\n",
    },
    "letters with a sign between them that is a token": {
      "sendmail.mc": MC,
      access:
        "Srv_Features:192.0.2 l,V\nSrv_Features:192.0.3 l; V\nSrv_Features:192.0.4 l.V\nSrv_Features:192.0.5 l/V+a\n",
    },
    "letters with a number": { "sendmail.mc": MC, access: "Srv_Features:192.0.2 g2 u2\n" },
    "other tags": { "sendmail.mc": MC, access: "Connect:192.0.2 OK\n" },
  },
});
