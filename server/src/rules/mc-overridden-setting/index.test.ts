import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "another value": { "sendmail.mc": mc("define(`⟦confLOG_LEVEL⟧', `9')dnl", "define(`confLOG_LEVEL', `14')dnl") },
  },
  silent: {
    "the same value": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl", "define(`confLOG_LEVEL', `9')dnl") },
    "a default of the operating system": { "sendmail.mc": mc("define(`confEBINDIR', `/usr/lib')dnl") },
    "a value that adds to the first": {
      "sendmail.mc": mc(
        "define(`confPRIVACY_FLAGS', `novrfy')dnl",
        "define(`confPRIVACY_FLAGS', defn(`confPRIVACY_FLAGS')`,noexpn')dnl",
      ),
    },
    "a name of one's own": { "sendmail.mc": mc("define(`X', `1')dnl", "define(`X', `2')dnl") },
  },
});
