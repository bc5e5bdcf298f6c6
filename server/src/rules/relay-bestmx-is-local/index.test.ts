import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`bestmx_is_local')⟧dnl") },
      severity: "information",
      fixed: { "sendmail.mc": mc() },
    },
  },
  silent: {
    "the feature for domains of one's own": { "sendmail.mc": mc("FEATURE(`bestmx_is_local', `example.com')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl") },
  },
});
