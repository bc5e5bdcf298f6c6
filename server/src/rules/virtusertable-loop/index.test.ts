import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a line for itself": { "sendmail.mc": MC, virtusertable: "⟦u@a.example⟧ u@a.example\n" },
    "a domain for itself": { "sendmail.mc": MC, virtusertable: "⟦@a.example⟧ %1@a.example\n" },
    "a pair, in any case": {
      files: { "sendmail.mc": MC, virtusertable: "⟦u@a.example⟧ V@A.example\n⟦v@a.example⟧ u@a.example\n" },
      message: /excessive recursion/,
    },
    "through a line for the domain": {
      "sendmail.mc": MC,
      virtusertable: "⟦u@a.example⟧ v@a.example\n⟦@a.example⟧ u@a.example\n",
    },
    "two domains": {
      "sendmail.mc": mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example b.example')dnl"),
      virtusertable: "⟦@a.example⟧ %1@b.example\n⟦@b.example⟧ %1@a.example\nu@a.example u\n",
    },
  },
  silent: {
    "answers that lead out": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example u\nv@a.example u@a.example\n@a.example %1@b.example\nw@a.example local:w\n",
    },
    "a domain that nothing asks for": { "sendmail.mc": MC, virtusertable: "u@b.example u@b.example\n" },
    "an address that is in no line": { "sendmail.mc": MC, virtusertable: "u@a.example x@a.example\n" },
  },
});
