import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const safe = (value: string) => ({ "sendmail.mc": mc(`define(\`confSAFE_QUEUE', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    False: { files: safe("⟦False⟧"), fixed: safe("True") },
    no: safe("⟦no⟧"),
    off: safe("⟦off⟧"),
    "a line of LOCAL_CONFIG of a .cf": { "sendmail.cf": "V10/Berkeley\nO SuperSafe=⟦False⟧\n" },
  },
  silent: {
    True: safe("True"),
    PostMilter: safe("PostMilter"),
    interactive: safe("Interactive"),
    nothing: { "sendmail.mc": mc() },
  },
});
