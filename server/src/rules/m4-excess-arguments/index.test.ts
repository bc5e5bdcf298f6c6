import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a list without quotes": {
      files: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', authwarnings,⟦novrfy⟧,noexpn)dnl") },
      fixes: ["Quote the whole value: all of it takes effect"],
      fixed: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `authwarnings,novrfy,noexpn')dnl") },
    },
  },
  silent: {
    "a quoted list": { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `authwarnings,novrfy')dnl") },
    "a macro that takes as many as it gets": {
      "sendmail.mc": mc(
        "FEATURE(`access_db', `', `skip', `lookupdotdomain')dnl",
        "ifelse(`a', `b', `c', `d', `e', `f')dnl",
      ),
    },
  },
});
