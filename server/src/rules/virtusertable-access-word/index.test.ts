import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    REJECT: {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦REJECT⟧\n" },
      fixed: { virtusertable: "u@a.example error:5.7.1:550 Mail for this address is not accepted\n" },
    },
    DISCARD: { files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦DISCARD⟧\n" }, message: /null/, fixes: [] },
    OK: { files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦OK⟧\n" }, fixes: [] },
    "a reply": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦550 No such user⟧\n" },
      fixed: { virtusertable: "u@a.example error:5.0.0:550 No such user\n" },
    },
    "a reply with a status": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦550 5.1.1 No such user⟧\n" },
      fixed: { virtusertable: "u@a.example error:5.1.1:550 No such user\n" },
    },
  },
  silent: {
    "users, also of such a name in lower case": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example reject\nv@a.example ok@b.example\nw@a.example 550\n".replace("w@a.example 550\n", ""),
    },
    "an error": { "sendmail.mc": MC, virtusertable: "u@a.example error:5.7.1:550 no\n" },
  },
});
