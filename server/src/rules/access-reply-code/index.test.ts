import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a temporary status with a final code": {
      files: { "sendmail.mc": MC, access: "From:a.example ERROR:⟦4.7.1⟧:550 no\n" },
      message: /refused permanently/,
      fixes: ["Change it to 5.7.1: the client is told the same by both"],
      fixed: { access: "From:a.example ERROR:5.7.1:550 no\n" },
    },
    "a final status with a temporary code": {
      files: { "sendmail.mc": MC, access: "a.example 450 ⟦5.7.1⟧ later\n" },
      fixed: { access: "a.example 450 4.7.1 later\n" },
    },
    "a code that is no refusal": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:5.7.1:⟦250⟧ no\n" },
      severity: "error",
      fixes: [],
    },
    "a status of two numbers": { "sendmail.mc": MC, access: "a.example ERROR:⟦5.7:550 no⟧\n" },
    "a status without its colon": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:⟦5.7.1 550 no⟧\n" },
      fixed: { access: "a.example ERROR:5.7.1:550 no\n" },
    },
    "a status of letters": { "sendmail.mc": MC, access: "a.example ERROR:⟦D.S.N⟧:550 no\n" },
    "no colon behind ERROR": {
      files: { "sendmail.mc": MC, access: "a.example ⟦ERROR 5.7.1 550 no⟧\n" },
      fixed: { access: "a.example ERROR:5.7.1:550 no\n" },
    },
  },
  silent: {
    "an address before an action, which is part of the key": { access: "s.example 192.0.2.1 RELAY\n" },
    "codes that fit": {
      "sendmail.mc": MC,
      access:
        'a.example ERROR:5.7.1:550 no\nb.example ERROR:4.7.1:450 later\nc.example 550 no\nd.example ERROR:"550 5.7.1 no"\n',
    },
    "a text with numbers": { "sendmail.mc": MC, access: "a.example ERROR:550 see 10.1.2.3 or call 4.7.1\n" },
    "a text without a code, of which another rule speaks": { "sendmail.mc": MC, access: "a.example ERROR:no\n" },
    "tags with values of their own": { "sendmail.mc": MC, access: "Compat:a@x<@>b@y ERROR:4.7.1:550 no\n" },
  },
});
