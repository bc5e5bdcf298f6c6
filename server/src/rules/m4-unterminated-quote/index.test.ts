import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "before a feature that lets everybody relay": {
      files: { "sendmail.mc": mc("define(`confLOG_LEVEL', ⟦`⟧14)dnl", "FEATURE(`promiscuous_relay')dnl") },
      fixes: ["Close the quote here: what follows takes effect, and may let others relay"],
    },
    "a value that is not closed, at its quote": { "sendmail.mc": mc("define(`confLOG_LEVEL', ⟦`⟧14)dnl") },
    "a value whose end can be guessed": {
      files: { "sendmail.mc": mc("FEATURE(⟦`⟧access_db)dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a quote from a web page at its end": {
      files: { "sendmail.mc": mc("define(`SMART_HOST', ⟦`⟧relay.example.net’)dnl") },
      message: /The ’ on this line/,
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a lone quote behind a comment sign": { "sendmail.mc": mc("# don⟦`⟧t do this") },
  },
  silent: {
    "nested quotes": { "sendmail.mc": mc("define(`X', ``Y'')dnl") },
    "a quote in a dnl comment": { "sendmail.mc": mc("dnl don`t") },
  },
});
