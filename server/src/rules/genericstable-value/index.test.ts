import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "an address in double quotes, a way through another host, %0 as the host, a colon or a backslash at an end": {
      "sendmail.mc": MC,
      genericstable:
        'u@a.example ⟦"x@b.example"⟧\nv@a.example ⟦@r.example:x@b.example⟧\nw@a.example ⟦x@%0⟧\nx@a.example ⟦x@b.example:⟧\ny@a.example ⟦x\\\\@b.example⟧\n',
    },
    "a list": {
      files: { "sendmail.mc": MC, genericstable: "u@a.example ⟦joe@b.example,bob@b.example⟧\n" },
      severity: "error",
    },
    "several words": { files: { "sendmail.mc": MC, genericstable: "u@a.example ⟦joe doe@b.example⟧\n" }, fixes: [] },
    "a domain for a domain": {
      files: { "sendmail.mc": MC, genericstable: "@a.example ⟦@b.example⟧\n" },
      severity: "error",
      fixed: { genericstable: "@a.example %1@b.example\n" },
    },
    "two @, and a host that is none": {
      "sendmail.mc": MC,
      genericstable: "u@a.example ⟦joe@@b.example⟧\nv@a.example ⟦joe@b..example⟧\n",
    },
    "%1 in a line for one sender": {
      files: { "sendmail.mc": MC, genericstable: "u@a.example ⟦%1@b.example⟧\nv ⟦v.%1@b.example⟧\n" },
      message: /^%1 is empty/,
      severity: "error",
    },
    "%2": { "sendmail.mc": MC, genericstable: "u+*@a.example ⟦u+%2@b.example⟧\n@a.example ⟦%2@b.example⟧\n" },
    "%0, signs, half a bracket, a comment alone": {
      "sendmail.mc": MC,
      genericstable: ["%0@b.example", "joe@b#c.example", "“joe”@b.example", "<joe@b.example", "(joe)", "|prog"]
        .map((value, at) => `u${at}@a.example ⟦${value}⟧\n`)
        .join(""),
    },
    "no host": { "sendmail.mc": MC, genericstable: "u@a.example ⟦joe@⟧\n" },
    "a domain without an @": {
      files: { "sendmail.mc": MC, genericstable: "@a.example ⟦b.example⟧\n" },
      severity: "warning",
      fixed: { genericstable: "@a.example %1@b.example\n" },
    },
    "a user alone": { files: { "sendmail.mc": MC, genericstable: "u@a.example ⟦joe.doe⟧\n" }, severity: "information" },
  },
  silent: {
    addresses: {
      "sendmail.mc": MC,
      genericstable:
        "s@a.example joe@b.example;\nu@a.example joe.doe@b.example\n@a.example %1@b.example\nx Joe <joe@b.example>\n",
    },
    "comments in parentheses, spaces that are dropped, quoted users": {
      "sendmail.mc": MC,
      genericstable: 'u@a.example joe@b.example (x (y))\nv@a.example joe @ b . example\nw@a.example "j d"@b.example\n',
    },
    "%1 where it is the detail": {
      "sendmail.mc": MC,
      genericstable: "u+*@a.example u+%1@b.example\nv+* v.%1@b.example\nw %0@b.example\n",
    },
    "comments, and keys that never match": {
      "sendmail.mc": MC,
      genericstable: "u@a.example joe # x\n*@a.example x y\n",
    },
  },
});
