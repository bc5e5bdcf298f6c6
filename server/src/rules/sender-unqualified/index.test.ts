import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`accept_unqualified_senders')⟧dnl") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature behind a comment sign": { "sendmail.mc": mc("# ⟦FEATURE(`accept_unqualified_senders')⟧") },
  },
  silent: {
    "a dnl comment": { "sendmail.mc": mc("dnl FEATURE(`accept_unqualified_senders')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
