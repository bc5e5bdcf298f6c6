import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const flags = (list: string) => ({ "sendmail.mc": mc(`define(\`confPRIVACY_FLAGS', \`${list}')dnl`) });

testRule(rule, {
  finds: {
    "a list without it in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=⟦noexpn, novrfy⟧\n" },
      fixed: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=noexpn, novrfy, authwarnings\n" },
    },
    "the old form": { files: { "sendmail.cf": "V10/Berkeley\nOp⟦novrfy⟧\n" } },
    "a list without it": { files: flags("⟦novrfy,noexpn⟧"), fixed: flags("novrfy,noexpn,authwarnings") },
  },
  silent: {
    "two lines of a .cf, which add up": {
      "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings\nO PrivacyOptions=novrfy\n",
    },
    "a line in LOCAL_CONFIG, which adds to the library's": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO PrivacyOptions=novrfy\n`,
    },
    goaway: flags("goaway"),
    "the flag in other letters": flags("noexpn,AuthWarnings"),
    public: flags("public"),
    "no list": { "sendmail.mc": mc() },
  },
});
