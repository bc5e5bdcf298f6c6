import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "a .cf": { files: { "sendmail.cf": "V10/Berkeley\nO AuthMechanisms=⟦CRAM-MD5⟧ PLAIN\n" }, options: STRICT },
    "methods built on MD5": {
      files: { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `EXTERNAL ⟦DIGEST-MD5⟧ ⟦CRAM-MD5⟧ PLAIN')dnl") },
      options: STRICT,
      severity: "information",
    },
  },
  silent: {
    "PLAIN and SCRAM": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `PLAIN SCRAM-SHA-256')dnl") },
    "sendmail's own list": { "sendmail.mc": mc() },
  },
});
