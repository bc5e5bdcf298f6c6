import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "rules for TLS": { "sendmail.mc": "OSTYPE(`linux')dnl\n⟦LOCAL_TLS_SERVER⟧\nR$*\t\t$: $1\nMAILER(`smtp')dnl\n" },
  },
  silent: {
    "rules below": { "sendmail.mc": `${mc()}LOCAL_TLS_SERVER\nR$*\t\t$: $1\n` },
    "a comment": { "sendmail.mc": mc("dnl LOCAL_TLS_SERVER") },
  },
});
