import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");

testRule(rule, {
  finds: {
    "a password": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:smtp.example "U:joe" "P:a⟦%1⟧b"\n' },
      fixed: { authinfo: 'AuthInfo:smtp.example "U:joe" "P:a%%1b"\n' },
    },
    "after a pair": {
      files: { "sendmail.mc": MC, authinfo: 'AuthInfo:smtp.example "U:joe" "P:%%⟦%0⟧"\n' },
    },
  },
  silent: {
    "other signs": {
      "sendmail.mc": MC,
      authinfo:
        'AuthInfo:a.example "U:joe" "P:100%"\nAuthInfo:b.example "U:joe" "P:a%%1"\nAuthInfo:c.example "U:j" "P:%a"\n',
    },
  },
});
