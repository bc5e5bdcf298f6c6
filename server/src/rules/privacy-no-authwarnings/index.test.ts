import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const flags = (list: string) => ({ "sendmail.mc": mc(`define(\`confPRIVACY_FLAGS', \`${list}')dnl`) });

testRule(rule, {
  finds: {
    "a list without it": { files: flags("⟦novrfy,noexpn⟧"), fixed: flags("novrfy,noexpn,authwarnings") },
  },
  silent: {
    goaway: flags("goaway"),
    "the flag in other letters": flags("noexpn,AuthWarnings"),
    public: flags("public"),
    "no list": { "sendmail.mc": mc() },
  },
});
