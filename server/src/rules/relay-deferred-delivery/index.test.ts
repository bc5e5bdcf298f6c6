import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "the mode": { "sendmail.mc": mc("define(`⟦confDELIVERY_MODE⟧', `deferred')dnl") } },
  silent: {
    "other modes": { "sendmail.mc": mc("define(`confDELIVERY_MODE', `background')dnl") },
    "a dead one": { "sendmail.mc": mc("dnl define(`confDELIVERY_MODE', `deferred')") },
  },
});
