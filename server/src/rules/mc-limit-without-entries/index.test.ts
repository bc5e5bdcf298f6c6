import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const RATE = "FEATURE(`ratecontrol')";
const CONNECTIONS = "FEATURE(`conncontrol')";

const site = (access: string, ...features: readonly string[]) => ({
  "sendmail.mc": mc("FEATURE(`access_db')dnl", ...features.map((feature) => `${feature}dnl`)),
  access,
});

testRule(rule, {
  finds: {
    "ratecontrol without a rate": {
      files: site("192.0.2\tRELAY\n", `⟦${RATE}⟧`),
      message: /ClientRate/,
      fixes: ['Add "ClientRate: 30" to the access map'],
      fixed: { access: "192.0.2\tRELAY\nClientRate:\t30\n" },
    },
    "conncontrol without a number, in a file without a last line end": {
      files: site("ClientRate: 10", RATE, `⟦${CONNECTIONS}⟧`),
      fixed: { access: "ClientRate: 10\nClientConn:\t10\n" },
    },
    "an empty map": site("", `⟦${RATE}⟧`),
  },
  silent: {
    "a limit for all": site("ClientRate: 10\nclientconn:\t5\n", RATE, CONNECTIONS),
    "a limit for one": site("ClientRate:192.0.2 10\n", RATE),
    "an access map that is not at hand": { "sendmail.mc": mc("FEATURE(`access_db')dnl", `${RATE}dnl`) },
    "neither feature": site("192.0.2\tRELAY\n"),
  },
});
