import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const HUB = "define(`MAIL_HUB', `[inside.example.com]')dnl";

testRule(rule, {
  finds: {
    "percent signs in front of a hub": {
      files: { "sendmail.mc": mc(HUB, "⟦FEATURE(`nopercenthack', `nospecial')⟧dnl") },
      message: /MAIL_HUB/,
    },
    "bangs in front of a mailertable": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", "⟦FEATURE(`nouucp', `nospecial')⟧dnl"),
    },
  },
  silent: {
    "a server that keeps its mail": { "sendmail.mc": mc("FEATURE(`nouucp', `nospecial')dnl") },
    "addresses that are refused": { "sendmail.mc": mc(HUB, "FEATURE(`nouucp', `reject')dnl") },
  },
});
