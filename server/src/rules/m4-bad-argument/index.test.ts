import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "an expression": { files: { "sendmail.mc": mc("eval(⟦1 +⟧)dnl") }, message: /bad expression/ } },
  silent: { "a good one": { "sendmail.mc": mc("define(`N', eval(1 + 1))dnl") } },
});
