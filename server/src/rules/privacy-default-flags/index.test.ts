import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "no flags": {
      files: { "sendmail.mc": "OSTYPE(`⟦linux⟧')dnl\nMAILER(`smtp')dnl\n" },
      options: STRICT,
      fixed: {
        "sendmail.mc":
          "OSTYPE(`linux')dnl\ndefine(`confPRIVACY_FLAGS', `authwarnings,novrfy,noexpn,restrictqrun')dnl\nMAILER(`smtp')dnl\n",
      },
    },
  },
  silent: {
    "the ordinary preset": { "sendmail.mc": mc() },
    "flags of one's own": { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `goaway')dnl") },
  },
});
