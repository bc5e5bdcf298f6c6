import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a second one": { files: { "sendmail.mc": mc("OSTYPE(`⟦freebsd6⟧')dnl") }, fixed: { "sendmail.mc": mc() } },
  },
  silent: {
    "one only": { "sendmail.mc": mc() },
    "one that does not run": { "sendmail.mc": mc("dnl OSTYPE(`freebsd6')") },
  },
});
