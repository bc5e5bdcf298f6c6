import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");

testRule(rule, {
  finds: {
    "a space in column one": {
      files: { "sendmail.mc": MC, authinfo: '⟦ ⟧AuthInfo:a.example "U:joe" "P:x"\n' },
      message: /leading space/,
      fixed: { authinfo: 'AuthInfo:a.example "U:joe" "P:x"\n' },
    },
    "a key alone": { files: { "sendmail.mc": MC, authinfo: "⟦AuthInfo:a.example⟧\n" }, message: /no RHS/, fixes: [] },
  },
  silent: {
    "lines as they should be": { "sendmail.mc": MC, authinfo: '# comment\nAuthInfo:a.example\t"U:joe" "P:x"\n\n' },
    "an access map": { "sendmail.mc": MC, access: ' AuthInfo:a.example "U:joe" "P:x"\n' },
  },
});
