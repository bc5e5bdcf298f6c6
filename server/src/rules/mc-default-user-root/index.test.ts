import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const user = (value: string) => ({ "sendmail.mc": mc(`define(\`confDEF_USER_ID', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "a line of a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO DefaultUser=⟦0:0⟧\nO LogLevel=9\n" },
      fixes: ["Remove DefaultUser: programs in aliases run as another user"],
      fixed: { "sendmail.cf": "V10/Berkeley\nO LogLevel=9\n" },
    },
    "a line in LOCAL_CONFIG": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nO DefaultUser=⟦0:0⟧\n` },
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
    "its other name": user("⟦toor⟧"),
    "another user in root's group": { files: user("⟦8:0⟧"), severity: "information" },
  },
  silent: {
    "another user": user("8:12"),
    "a user whose name begins like it": user("rootless:mail"),
    nothing: { "sendmail.mc": mc() },
  },
});
