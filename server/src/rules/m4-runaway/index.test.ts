import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "a macro that names itself": { "sendmail.mc": mc("define(`LOOP', `⟦LOOP⟧ LOOP')LOOP") } },
  silent: {
    "a loop that ends": { "sendmail.mc": mc("define(`LOOP', `ifelse(`$1', `0', `', `LOOP(decr(`$1'))')')LOOP(5)dnl") },
  },
});
