import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const level = (value: string) => ({ "sendmail.mc": mc(`define(\`confLOG_LEVEL', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "one below the usual one": { files: level("⟦8⟧"), severity: "information", fixed: level("9") },
    "a low level": { files: level("⟦4⟧"), severity: "warning", fixed: level("9") },
    "nothing at all": level("⟦0⟧"),
  },
  silent: {
    "a usual level in a .cf": { "sendmail.cf": "V10/Berkeley\nO LogLevel=9\n" },
    "a level that a later line of the .cf replaces": { "sendmail.cf": "V10/Berkeley\nO LogLevel=2\nO LogLevel=9\n" },
    "the usual level": level("9"),
    "a high one": level("14"),
    "a word, which is another matter": level("low"),
  },
});
