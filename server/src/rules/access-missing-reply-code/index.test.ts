import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a temporary refusal that becomes final": {
      files: { "sendmail.mc": MC, access: "From:a.example ERROR:4.7.1:⟦Try later⟧\n" },
      severity: "error",
      fixes: ["Write 450 before the text: the client is refused with this code"],
      fixed: { access: "From:a.example ERROR:4.7.1:450 Try later\n" },
    },
    "a status that is lost": {
      files: { "sendmail.mc": MC, access: "a.example ERROR:5.7.1:⟦no⟧\n" },
      severity: "warning",
    },
    "a status alone": {
      files: { "sendmail.mc": MC, access: "a.example ⟦5.7.1 no mail⟧\n" },
      severity: "warning",
      fixed: { access: "a.example 550 5.7.1 no mail\n" },
    },
    "a status after ERROR, without a colon and a code": {
      files: { "sendmail.mc": MC, access: "To:u@a.example ERROR:⟦5.1.1 no such user⟧\n" },
      severity: "warning",
      fixed: { access: "To:u@a.example ERROR:550 5.1.1 no such user\n" },
    },
    "a temporary status alone": {
      files: { "sendmail.mc": MC, access: "From:a.example ⟦4.7.1⟧\n" },
      severity: "error",
      fixed: { access: "From:a.example 450 4.7.1 Refused\n" },
    },
    "text alone": { files: { "sendmail.mc": MC, access: "a.example ERROR:⟦no mail⟧\n" }, severity: "information" },
  },
  silent: {
    "a code": { "sendmail.mc": MC, access: "a.example ERROR:550 no\nb.example ERROR:5.7.1:550 no\n" },
    "a code and a status": { "sendmail.mc": MC, access: "a.example 550 5.7.1 no\nb.example 5.7 floor\n" },
    "a quoted code": { "sendmail.mc": MC, access: 'a.example ERROR:"550 no"\n' },
    "other actions": { "sendmail.mc": MC, access: "a.example REJECT\nb.example QUARANTINE:look\n" },
  },
});
