import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "%0": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦%0⟧@b.example\n" },
      severity: "error",
      fixed: { virtusertable: "@a.example %1@b.example\n" },
    },
    "%4": { files: { "sendmail.mc": MC, virtusertable: "@a.example x⟦%4⟧@b.example\n" }, fixes: [] },
    "%2 alone": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦%2⟧@b.example\n" },
      severity: "warning",
      fixes: [],
    },
    "%2 where the key has the detail": {
      files: { "sendmail.mc": MC, virtusertable: "w+d@a.example ⟦%2⟧@b.example\n" },
      severity: "error",
      message: /%1 is w\+d;/,
    },
    "%3 alone": { files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦%3⟧@b.example\n" } },
  },
  silent: {
    "what is filled in": {
      "sendmail.mc": MC,
      virtusertable:
        "@a.example %1@b.example\nu@a.example %1%3@b.example\nv+*@a.example %2@b.example\nw+d@a.example %1@b.example\n+*@a.example %2@b.example\nx@a.example 100%\n",
    },
    texts: { "sendmail.mc": MC, virtusertable: "@a.example error:5.1.1:550 50%0 off\n" },
  },
});
