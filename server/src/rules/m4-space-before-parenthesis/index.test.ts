import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature": {
      files: { "sendmail.mc": mc("⟦FEATURE ⟧(`access_db')dnl") },
      fixes: ["Remove the space: FEATURE takes effect"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a define": {
      files: { "sendmail.mc": mc("⟦define  ⟧(`confLOG_LEVEL', `14')dnl") },
      fixed: { "sendmail.mc": mc("define(`confLOG_LEVEL', `14')dnl") },
    },
  },
  silent: {
    "sections, which take no arguments": { "sendmail.mc": mc("LOCAL_CONFIG", "# (a comment)") },
    "prose in a comment": { "sendmail.mc": mc("# we define (as usual) nothing", "dnl FEATURE (`x')") },
  },
});
