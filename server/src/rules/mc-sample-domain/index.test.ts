import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "the sample": { "sendmail.mc": mc("DOMAIN(`⟦berkeley-only⟧')dnl") } },
  silent: {
    "another one": { "sendmail.mc": mc("DOMAIN(`generic')dnl") },
    "one's own": { "sendmail.mc": mc("DOMAIN(`example.com')dnl") },
  },
});
