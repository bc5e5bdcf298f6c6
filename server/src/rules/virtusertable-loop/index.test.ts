import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");
const chain = (length: number) =>
  Array.from({ length }, (_, at) => `v${at}@a.example ${at === 0 ? "u" : `v${at - 1}@a.example`}\n`).join("");

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
    "a name that grows": { "sendmail.mc": MC, virtusertable: "⟦@a.example⟧ x%1@a.example\n" },
    "a chain of seventeen lines": {
      files: { "sendmail.mc": MC, virtusertable: chain(17).replace("v16@a.example", "⟦v16@a.example⟧") },
      message: /follows 16 lines/,
    },
    "an alias that leads back": {
      files: {
        "sendmail.mc": MC,
        virtusertable: "⟦u@a.example⟧ al\nw@a.example al\n",
        aliases: "postmaster: root\nroot: jane\nal: u@a.example\n",
      },
      severity: "warning",
      message: /through the aliases/,
    },
    "several aliases that lead back": {
      "sendmail.mc": MC,
      virtusertable: "⟦u@a.example⟧ al\n⟦v@a.example⟧ bl\n",
      aliases: "al: v@a.example\nbl: cl\ncl: u@a.example\n",
    },
  },
  silent: {
    "answers that lead out": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example u\nv@a.example u@a.example\n@a.example %1@b.example\nw@a.example local:w\n",
    },
    "a domain that nothing asks for": { "sendmail.mc": MC, virtusertable: "u@b.example u@b.example\n" },
    "a chain of sixteen lines": { "sendmail.mc": MC, virtusertable: chain(16) },
    "aliases that lead back, and to somebody": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example al\nr@a.example root\n",
      aliases: "al: u@a.example, jane\nroot: r@a.example\n",
    },
    "an address that is in no line": { "sendmail.mc": MC, virtusertable: "u@a.example x@a.example\n" },
  },
});
