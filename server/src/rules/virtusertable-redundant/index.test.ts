import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a user as all": {
      files: { "sendmail.mc": MC, virtusertable: "⟦u@a.example bob⟧\n@A.example bob\n" },
      severity: "information",
      fixed: { virtusertable: "# u@a.example bob\n@A.example bob\n" },
    },
  },
  silent: {
    "another value, another domain, a detail": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example x\n@a.example bob\nu@b.example bob\nu+d@a.example bob\nu+*@a.example bob\n",
    },
    "a line whose key another line has too": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example bob\nU@a.example ann\n@a.example bob\n",
    },
    "a line for details between them": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example bob\n+*@a.example x\n@a.example bob\n",
    },
  },
});
