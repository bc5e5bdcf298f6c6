import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");
const lines = (value: string) => `AuthInfo:smtp.example ${value}\n`;
const files = (value: string) => ({ "sendmail.mc": MC, authinfo: lines(value) });

testRule(rule, {
  finds: {
    "no quotes": {
      files: files("⟦U:joe P:secret⟧"),
      message: /straight double quotes/,
      fixed: { authinfo: lines('"U:joe" "P:secret"') },
    },
    "curly quotes": { files: files("⟦“U:joe” “P:secret”⟧"), fixed: { authinfo: lines('"U:joe" "P:secret"') } },
    apostrophes: { files: files("⟦'U:joe' 'P:secret'⟧"), fixed: { authinfo: lines('"U:joe" "P:secret"') } },
    "quotes around the values only": {
      files: files('⟦U:"joe" P:"secret"⟧'),
      fixed: { authinfo: lines('"U:joe" "P:secret"') },
    },
    "one part without quotes": {
      files: files('"U:joe" ⟦P:secret⟧ "M:PLAIN"'),
      fixed: { authinfo: lines('"U:joe" "P:secret" "M:PLAIN"') },
    },
    commas: {
      files: files('"U:joe"⟦,⟧"P:secret"'),
      message: /does not understand this part/,
      fixed: { authinfo: lines('"U:joe" "P:secret"') },
    },
    "an unknown letter": { files: files('⟦"X:joe"⟧ "U:joe" "P:secret"'), fixes: [] },
    "no password": { files: files('⟦"U:joe" "M:PLAIN"⟧'), message: /no password/, fixes: [] },
    "no user": { files: files('⟦"P:secret"⟧'), message: /no user/ },
    "half of base64": { files: files('"U:joe" "P=⟦secret!⟧"'), message: /base64/ },
    "two lines": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:smtp.example ⟦"U:joe"⟧\n\t"P:secret"\n' },
      fixed: { authinfo: lines('"U:joe" "P:secret"') },
    },
    "a line of access": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "AuthInfo:smtp.example ⟦U:joe P:secret⟧\n",
    },
  },
  silent: {
    "logins as they should be": files(
      '"U:joe" "P:secret"\nAuthInfo:b.example "u:joe" "I:ann" "P=c2VjcmV0" "M:PLAIN LOGIN"',
    ),
    "a comment after it": files('"U:joe" "P:secret" # office'),
    "a last quote that is open": files('"U:joe" "P:secret'),
    "a certificate": files('"U:joe" "M:EXTERNAL"'),
    "a key that is never found": { "sendmail.mc": MC, authinfo: "smtp.example U:joe\n" },
  },
});
