import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "an option": { "sendmail.mc": mc("define(`⟦confUNSAFE_GROUP_WRITES⟧', `True')dnl") } },
  silent: {
    "what is there": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl") },
    "a dead line": { "sendmail.mc": mc("dnl define(`confUNSAFE_GROUP_WRITES', `True')") },
  },
});
