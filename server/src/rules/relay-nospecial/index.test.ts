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
    "signs before a server that gets unknown users": {
      files: {
        "sendmail.mc": mc("define(`LUSER_RELAY', `esmtp:[hub.example.com]')dnl", "⟦FEATURE(`nouucp', `nospecial')⟧dnl"),
      },
      message: /LUSER_RELAY/,
    },
    "signs before a server that a virtusertable hands all users to": {
      files: {
        "sendmail.mc": mc("FEATURE(`virtusertable')dnl", "⟦FEATURE(`nopercenthack', `nospecial')⟧dnl"),
        virtusertable: "@example.org\t%1@hub.example.com\n",
      },
      message: /virtusertable/,
    },
  },
  silent: {
    "unknown users that stay here": {
      "sendmail.mc": mc("define(`LUSER_RELAY', `local:root')dnl", "FEATURE(`nouucp', `nospecial')dnl"),
    },
    "a virtusertable with one address for all users": {
      "sendmail.mc": mc("FEATURE(`virtusertable')dnl", "FEATURE(`nopercenthack', `nospecial')dnl"),
      virtusertable: "@example.org\thub@hub.example.com\ninfo@example.org\t%1@hub.example.com\n",
    },
    "a server that keeps its mail": { "sendmail.mc": mc("FEATURE(`nouucp', `nospecial')dnl") },
    "addresses that are refused": { "sendmail.mc": mc(HUB, "FEATURE(`nouucp', `reject')dnl") },
  },
});
