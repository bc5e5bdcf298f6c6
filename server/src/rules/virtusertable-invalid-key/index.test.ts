import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

const one = (key: string, meant: string | undefined) => ({
  files: { "sendmail.mc": MC, virtusertable: `⟦${key}⟧ bob\n` },
  ...(meant === undefined ? { fixes: [] } : { fixed: { virtusertable: `${meant} bob\n` } }),
});

testRule(rule, {
  finds: {
    "a user without a domain": one("root", undefined),
    "a domain without an @": one("a.example", "@a.example"),
    "a colon at the end": one("u@a.example:", "u@a.example"),
    "a dot at the end": one("u@a.example.", "u@a.example"),
    "a comma at the end": one("u@a.example,", "u@a.example"),
    "a wildcard for the user": one("*@a.example", "@a.example"),
    "a wildcard in a name": one("list-*@a.example", undefined),
    "a wildcard for the domain": one("u@*.a.example", undefined),
    "a dot before the domain": one("@.a.example", undefined),
    "no domain": one("u@", undefined),
    "quotes around the user": one('"u"@a.example', "u@a.example"),
    "a word and a colon": one("mailto:u@a.example", "u@a.example"),
    "two addresses": one("u@a.example,v@a.example", undefined),
    "a byte order mark": one("\uFEFFu@a.example", "u@a.example"),
    "a byte order mark before a domain": one("\uFEFF@a.example", "@a.example"),
    "an address in brackets": one("u@[192.0.2.1]", undefined),
    "quotes around the whole key": one("'u@a.example'", "u@a.example"),
    "quotes around the domain": one('u@"a.example"', "u@a.example"),
    "a backslash": one("u@a.example\\", undefined),
    "a character that nobody sees": one("u@a.example\u200b", "u@a.example"),
    "one in the user": one("u\u00a0@a.example", "u@a.example"),
    "a comment": one("u(x)@a.example", undefined),
  },
  silent: {
    "keys of all forms that are found": {
      "sendmail.mc": MC,
      virtusertable:
        "u@a.example x\nu+d@a.example x\nu+*@a.example x\nu++@a.example x\n+*@a.example x\n++@a.example x\n@a.example x\nu@localhost x\nnode::u@a.example x\nu%b.example@a.example x\n",
    },
    "what a template fills in": { "sendmail.mc": MC, virtusertable: "{{user}}@{{domain}} x\n" },
  },
});
