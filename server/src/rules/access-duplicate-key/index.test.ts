import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "another value": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\n⟦connect:192.168.2⟧ REJECT\n" },
      severity: "error",
      fixed: { access: "Connect:192.168.2 RELAY\n# connect:192.168.2 REJECT\n" },
    },
    "the same value": {
      files: { "sendmail.mc": MC, access: "example.com OK\nexample.net OK\n⟦Example.COM⟧ OK\n" },
      severity: "information",
    },
  },
  silent: {
    "the same key under other tags": {
      "sendmail.mc": MC,
      access: "From:example.com OK\nTo:example.com REJECT\nexample.com OK\n",
    },
    comments: { "sendmail.mc": MC, access: "# example.com OK\nexample.com OK\n" },
  },
});
