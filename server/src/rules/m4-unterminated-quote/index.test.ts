import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a value that is not closed, at its quote": { "sendmail.mc": mc("define(`confLOG_LEVEL', ⟦`⟧14)dnl") },
    "a lone quote behind a comment sign": { "sendmail.mc": mc("# don⟦`⟧t do this") },
  },
  silent: {
    "nested quotes": { "sendmail.mc": mc("define(`X', ``Y'')dnl") },
    "a quote in a dnl comment": { "sendmail.mc": mc("dnl don`t") },
  },
});
