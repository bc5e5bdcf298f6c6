import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("LOCAL_DOMAIN(`own.example')dnl");

testRule(rule, {
  finds: {
    "its own name": {
      files: { "sendmail.mc": MC, aliases: "⟦jane⟧: Jane\njoe: jim\n" },
      fixed: { aliases: "# jane: Jane\njoe: jim\n" },
    },
    "its own address": { files: { "sendmail.mc": MC, aliases: "⟦jane⟧: jane@own.example\n" } },
  },
  silent: {
    "a copy for somebody else": { "sendmail.mc": MC, aliases: "jane: jane, joe\njoe: \\joe\njim: jim@else.example\n" },
    "a pair": { "sendmail.mc": MC, aliases: "a: b\nb: a\n" },
  },
});
