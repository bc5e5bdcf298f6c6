import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const flags = (list: string) => ({ "sendmail.mc": mc(`define(\`confPRIVACY_FLAGS', \`${list}')dnl`) });
const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=⟦authwarnings,restrictqrun⟧\n" },
      options: STRICT,
    },
    "a list without both": {
      files: flags("⟦goaway⟧"),
      options: STRICT,
      fixed: flags("goaway,restrictmailq,restrictqrun"),
    },
    "a list without one": { files: flags("⟦goaway,restrictmailq⟧"), options: STRICT, message: /queue runs/ },
  },
  silent: { "the ordinary preset": flags("goaway"), "both flags": flags("goaway,restrictmailq,restrictqrun") },
});
