import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

const one = (key: string, meant: string | undefined) => ({
  files: { "sendmail.mc": MC, domaintable: `⟦${key}⟧ new.example\n` },
  ...(meant === undefined ? { fixes: [] } : { fixed: { domaintable: `${meant} new.example\n` } }),
});

testRule(rule, {
  finds: {
    "a dot before the domain": one(".a.example", undefined),
    "a byte order mark": one("\uFEFFa.example", "a.example"),
    "a wildcard": one("*.a.example", undefined),
    "an address": one("joe@a.example", undefined),
    "an @": one("@a.example", "a.example"),
    "a dot at the end": one("a.example.", "a.example"),
    "an address in brackets": one("[192.0.2.1]", undefined),
    quotes: one("'a.example'", "a.example"),
    "a backslash": one("a.example\\", undefined),
    "a colon at the end": one("a.example:", "a.example"),
  },
  silent: {
    "keys that are found": {
      "sendmail.mc": MC,
      domaintable: "a.example b.example\nhost b.example\n{{ old }} b.example\n",
    },
  },
});
