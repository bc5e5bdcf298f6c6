import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl", "FEATURE(`greet_pause')dnl");

testRule(rule, {
  finds: {
    "a word": {
      files: { "sendmail.mc": MC, access: "ClientRate: ⟦unlimited⟧\n" },
      message: /every connection is refused/,
      severity: "error",
      fixes: ["Write 0: removes the limit, so these clients may connect"],
      fixed: { access: "ClientRate: 0\n" },
    },
    "two zeros": { files: { "sendmail.mc": MC, access: "ClientConn:192.0.2 ⟦00⟧\n" }, severity: "error" },
    "a negative number": { files: { "sendmail.mc": MC, access: "ClientRate:192.0.2 ⟦-1⟧\n" }, fixes: [] },
    "a number with a unit": {
      files: { "sendmail.mc": MC, access: "ClientRate:192.0.2 ⟦10/m⟧\n" },
      severity: "warning",
      fixed: { access: "ClientRate:192.0.2 10\n" },
    },
    "a pause in seconds": {
      files: { "sendmail.mc": MC, access: "GreetPause:192.0.2 ⟦5s⟧\n" },
      message: /counts as 5.*milliseconds/s,
    },
  },
  silent: {
    numbers: { "sendmail.mc": MC, access: "ClientRate: 10\nClientConn: 0\nGreetPause:192.0.2 5000\nGreetPause:10 0\n" },
    "tags without numbers": { "sendmail.mc": MC, access: "Connect:192.0.2 RELAY\nTLS_Clt:x.example ENCR:128\n" },
  },
});
