import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature that lets everybody relay": {
      files: { "sendmail.mc": mc("⟦Feature⟧(`promiscuous_relay')dnl") },
      fixes: ["Write FEATURE: the line takes effect, and may let others relay"],
    },
    "a feature in lower case": {
      files: { "sendmail.mc": mc("⟦feature⟧(`access_db')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a define in upper case": { "sendmail.mc": mc("⟦DEFINE⟧(`X', `y')dnl") },
  },
  silent: {
    "the names as they are": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "define(`X', `y')dnl") },
    comments: { "sendmail.mc": mc("# feature(s) of this file", "dnl feature(`x')") },
  },
});
