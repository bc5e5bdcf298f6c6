import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const user = (value: string) => ({ "sendmail.mc": mc(`define(\`confDEF_USER_ID', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "root by number": {
      files: user("⟦0:0⟧"),
      fixes: [
        "Remove confDEF_USER_ID: programs in aliases run as another user",
        "Disable confDEF_USER_ID with dnl: programs in aliases run as another user",
      ],
      fixed: { "sendmail.mc": mc() },
    },
    "root by name": user("⟦root⟧"),
    "root with another group": user("⟦root.mail⟧"),
  },
  silent: {
    "another user": user("8:12"),
    "another user in root's group": user("daemon:root"),
    "a user whose name begins like it": user("rootless:mail"),
    nothing: { "sendmail.mc": mc() },
  },
});
