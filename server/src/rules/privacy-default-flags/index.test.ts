import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "the line that m4 writes for everybody, in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=⟦authwarnings⟧\n" },
      options: STRICT,
      message: /^PrivacyOptions is not set/,
      fixed: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings,novrfy,noexpn,restrictqrun\n" },
    },
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
    "a .cf with flags of one's own": {
      files: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=goaway\n" },
      options: STRICT,
    },
    "a .cf that listens to its own host alone": {
      files: {
        "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Addr=127.0.0.1\nO PrivacyOptions=authwarnings\n",
      },
      options: STRICT,
    },
    "the ordinary preset": { "sendmail.mc": mc() },
    "flags of one's own": { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `goaway')dnl") },
  },
});
