import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "a star, alone and in a name": { "sendmail.mc": MC, aliases: "⟦*⟧: root\n⟦info-*⟧: root\n⟦*+x⟧: root\n" },
    "a backslash": { "sendmail.mc": MC, aliases: "⟦\\joe⟧: root\n⟦jo\\hn⟧: root\n" },
    "a star in the domain": {
      files: { "sendmail.mc": MC, aliases: "⟦joe@*.example⟧: root\n" },
      message: /cannot alias non-local names/,
    },
    "details that are part of names": {
      files: {
        "sendmail.mc": mc("FEATURE(`preserve_local_plus_detail')dnl"),
        aliases: "⟦joe+*⟧: root\njoe+x: root\njoe: root\n",
      },
      message: /preserve_local_plus_detail/,
    },
  },
  silent: {
    "details, and names without a star": { "sendmail.mc": MC, aliases: "joe+*: root\njoe+x: root\njoe: root\n" },
  },
});
