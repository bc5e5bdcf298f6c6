import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks', `friend')dnl");

testRule(rule, {
  finds: {
    "a word for off": {
      files: { "sendmail.mc": MC, access: "Try_TLS:broken.example ⟦OFF⟧\n" },
      fixes: ["Change it to NO: sends to broken.example without TLS"],
      fixed: { access: "Try_TLS:broken.example NO\n" },
    },
    "a friend with a comment": {
      files: { "sendmail.mc": MC, access: "Spam:abuse@ ⟦FRIEND please⟧\n" },
      fixed: { access: "Spam:abuse@ FRIEND\n" },
    },
    "an action where a word is wanted": { files: { "sendmail.mc": MC, access: "CERTIssuer:/CN=x ⟦OK⟧\n" } },
  },
  silent: {
    "the known words": {
      "sendmail.mc": MC,
      access: "Try_TLS:x.example no\nSpam:abuse@ FRIEND\nCERTIssuer:/CN=x SUBJECT\nCERTSubject:/CN=y RELAY\n",
    },
    "an exception from a wider Try_TLS": { "sendmail.mc": MC, access: "Try_TLS: NO\nTry_TLS:good.example YES\n" },
    "other tags": { "sendmail.mc": MC, access: "Connect:x.example OK\n" },
  },
});
