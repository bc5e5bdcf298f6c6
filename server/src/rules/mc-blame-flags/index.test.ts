import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const blame = (words: string) => ({ "sendmail.mc": mc(`define(\`confDONT_BLAME_SENDMAIL', \`${words}')dnl`) });

testRule(rule, {
  finds: {
    "words that let others write": {
      files: blame("⟦MapInUnsafeDirPath⟧,⟦groupwritablealiasfile⟧"),
      severity: "warning",
      message: /chmod|fix the owner and mode/,
    },
    "a key that a group can read": { files: blame("⟦GroupReadableKeyFile⟧"), severity: "information" },
  },
  silent: {
    "the default": blame("Safe"),
    "a word that is true on every Linux": blame("AssumeSafeChown"),
    "a word that sendmail does not know": blame("NoSuchWord"),
  },
});
