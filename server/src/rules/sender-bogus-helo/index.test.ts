import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the option": {
      files: { "sendmail.mc": mc("define(`⟦confALLOW_BOGUS_HELO⟧', `True')dnl") },
      severity: "information",
      fixed: { "sendmail.mc": mc() },
    },
  },
  silent: {
    "the option set to false": { "sendmail.mc": mc("define(`confALLOW_BOGUS_HELO', `False')dnl") },
    "a value that sendmail reads as false": { "sendmail.mc": mc("define(`confALLOW_BOGUS_HELO', `1')dnl") },
    "a host that only its own programs reach": {
      "sendmail.mc": mc(
        "define(`confALLOW_BOGUS_HELO', `True')dnl",
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
      ),
    },
  },
});
