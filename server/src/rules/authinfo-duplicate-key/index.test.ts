import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");

testRule(rule, {
  finds: {
    "another login": {
      files: {
        "sendmail.mc": MC,
        authinfo: 'AuthInfo:a.example "U:joe" "P:x"\n⟦authinfo:A.example⟧ "U:ann" "P:x"\n',
      },
      severity: "error",
      message: /^Line 1 has this key/,
      fixed: { authinfo: 'AuthInfo:a.example "U:joe" "P:x"\n# authinfo:A.example "U:ann" "P:x"\n' },
    },
  },
  silent: {
    "two servers": {
      "sendmail.mc": MC,
      authinfo: 'AuthInfo:a.example "U:joe" "P:x"\nAuthInfo:b.example "U:joe" "P:x"\nAuthInfo: "U:joe" "P:x"\n',
    },
  },
});
