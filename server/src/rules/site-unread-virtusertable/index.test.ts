import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .mc without the feature": {
      files: { "sendmail.mc": mc(), virtusertable: "# mine\n⟦u@a.example bob⟧\n" },
      message: /does not have FEATURE/,
      fixed: { "sendmail.mc": mc("FEATURE(`virtusertable')dnl") },
    },
    "another file": {
      files: {
        "sendmail.mc": mc("FEATURE(`virtusertable', `hash /etc/mail/people')dnl"),
        virtusertable: "⟦u@a.example bob⟧\n",
      },
      message: /hash \/etc\/mail\/people/,
      fixes: [],
    },
  },
  silent: {
    "a file that is read": { "sendmail.mc": mc("FEATURE(`virtusertable')dnl"), virtusertable: "u@a.example bob\n" },
    "an empty file": { "sendmail.mc": mc(), virtusertable: "# nothing\n" },
  },
});
