import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

const one = (key: string, meant: string | undefined) => ({
  files: { "sendmail.mc": MC, genericstable: `⟦${key}⟧ x@b.example\n` },
  ...(meant === undefined ? { fixes: [] } : { fixed: { genericstable: `${meant} x@b.example\n` } }),
});

testRule(rule, {
  finds: {
    "a wildcard": one("*@a.example", "@a.example"),
    "a wildcard in a name": one("joe-*@a.example", undefined),
    "a colon at the end": one("joe@a.example:", "joe@a.example"),
    "a colon after a user": one("joe:", "joe"),
    "a dot at the end": one("joe@a.example.", "joe@a.example"),
    "a byte order mark": one("\uFEFFjoe@a.example", "joe@a.example"),
    "a byte order mark before a user": one("\uFEFFjoe", "joe"),
    "two plus signs for any detail": one("joe++@a.example", "joe+*@a.example"),
    "two plus signs after a user": one("joe++", "joe+*"),
    "any detail without a user": one("+*@a.example", undefined),
    "quotes around a user": one('"joe"', "joe"),
    "a backslash before a user": one("\\joe", undefined),
    "an address in brackets": one("joe@[192.0.2.1]", undefined),
    "a dot before the domain": one("@.a.example", undefined),
    "a dot at the end of a key that another line has": {
      files: { "sendmail.mc": MC, genericstable: "joe@a.example y@b.example\n⟦joe@a.example.⟧ x@b.example\n" },
      fixes: ["Remove this line: line 1 has joe@a.example"],
      fixed: { genericstable: "joe@a.example y@b.example\n" },
    },
  },
  silent: {
    "keys that are found": {
      "sendmail.mc": MC,
      genericstable:
        "joe x@b.example\njoe+* x@b.example\nnode::joe x@b.example\njoe++x x@b.example\njoe@a.example x@b.example\njoe+*@a.example x@b.example\n@a.example %1@b.example\n",
    },
  },
});
