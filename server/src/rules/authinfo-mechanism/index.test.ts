import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");
const PLAIN = mc("define(`confAUTH_MECHANISMS', `PLAIN DIGEST-MD5')dnl", "FEATURE(`authinfo')dnl");

testRule(rule, {
  finds: {
    "a version without AUTH": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:smtp.example ⟦"U:joe" "P:x"⟧\n' },
      options: { targetVersion: "8.9.3" },
      message: /confAUTH_MECHANISMS needs sendmail 8\.10\.$/,
    },
    "sendmail's own mechanisms": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:smtp.example ⟦"U:joe" "P:x"⟧\n' },
      severity: "warning",
      message: /neither PLAIN nor LOGIN/,
      fixed: { authinfo: 'AuthInfo:smtp.example "U:joe" "P:x" "M:PLAIN"\n' },
    },
    "mechanisms without PLAIN": {
      files: {
        "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `DIGEST-MD5')dnl", "FEATURE(`authinfo')dnl"),
        authinfo: 'AuthInfo:smtp.example ⟦"U:joe" "P:x"⟧\nAuthInfo:b.example "U:joe" "P:x"\n',
      },
      message: /DIGEST-MD5/,
    },
    "a comma": {
      files: { "sendmail.mc": PLAIN, authinfo: 'AuthInfo:smtp.example "U:joe" "P:x" "M:⟦PLAIN,LOGIN⟧"\n' },
      severity: "error",
      fixed: { authinfo: 'AuthInfo:smtp.example "U:joe" "P:x" "M:PLAIN LOGIN"\n' },
    },
    "a tab, or something else that is no name": {
      files: {
        "sendmail.mc": PLAIN,
        authinfo:
          'AuthInfo:a.example "U:joe" "P:x" "M:⟦PLAIN\tLOGIN⟧"\nAuthInfo:b.example "U:joe" "P:x" "M:⟦plain;⟧"\n',
      },
      fixed: {
        authinfo:
          'AuthInfo:a.example "U:joe" "P:x" "M:PLAIN LOGIN"\nAuthInfo:b.example "U:joe" "P:x" "M:⟦plain;⟧"\n'.replace(
            /[⟦⟧]/g,
            "",
          ),
      },
    },
    "only spaces": {
      files: { "sendmail.mc": PLAIN, authinfo: 'AuthInfo:a.example "U:joe" "P:x" "M:⟦ ⟧"\n' },
      severity: "error",
      fixes: [],
    },
    "nothing after the colon, which is as if it were not there": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:a.example ⟦"U:joe" "P:x" "M:"⟧\n' },
      message: /neither PLAIN nor LOGIN/,
    },
    "a line of access": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: 'AuthInfo:smtp.example ⟦"U:joe" "P:x"⟧\n',
    },
  },
  silent: {
    "PLAIN in the .mc": { "sendmail.mc": PLAIN, authinfo: 'AuthInfo:smtp.example "U:joe" "P:x"\n' },
    "a mechanism in the line": {
      "sendmail.mc": MC,
      authinfo:
        'AuthInfo:smtp.example "U:joe" "P:x" "M:PLAIN LOGIN"\nAuthInfo:hub.example "U:joe" "P:x" "M:DIGEST-MD5"\n',
    },
    "one name of several": {
      "sendmail.mc": PLAIN,
      authinfo: 'AuthInfo:a.example "U:joe" "P:x" "M:LOGIN,PLAIN PLAIN"\n',
    },
    "nothing after the colon, with PLAIN in the .mc": {
      "sendmail.mc": PLAIN,
      authinfo: 'AuthInfo:a.example "U:joe" "P:x" "M:"\n',
    },
    "no .mc": { authinfo: 'AuthInfo:smtp.example "U:joe" "P:x"\n' },
  },
});
