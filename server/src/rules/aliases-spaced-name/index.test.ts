import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "two names": {
      files: { "sendmail.mc": MC, aliases: "⟦jane doe⟧: jd\n" },
      message: /jane\.doe/,
      fixed: { aliases: "jane.doe: jd\n" },
    },
  },
  silent: {
    "one name": { "sendmail.mc": MC, aliases: "jane.doe: jd\njane : jd\njane\t: jd\n" },
  },
});
