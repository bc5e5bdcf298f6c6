import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "a program": { "sendmail.mc": mc("⟦syscmd(`id')⟧dnl", "define(`X', ⟦esyscmd(`hostname')⟧)dnl") } },
  silent: {
    "one in a dnl comment": { "sendmail.mc": mc("dnl syscmd(`id')") },
    "a quoted one that is never used": { "sendmail.mc": mc("define(`X', `syscmd(`id')')dnl") },
  },
});
