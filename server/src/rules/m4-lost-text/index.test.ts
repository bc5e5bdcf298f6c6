import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a comma between two calls": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl, ⟦FEATURE⟧(`delay_checks')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl") },
    },
    "a second feature": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl ⟦FEATURE⟧(`delay_checks')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl") },
    },
    "a feature without quotes": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl ⟦FEATURE⟧(delay_checks)dnl"),
    },
    "a second macro after one that ends the line": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example') ⟦RELAY_DOMAIN(`b.example')⟧") },
      message: /RELAY_DOMAIN ends the line/,
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example')", "RELAY_DOMAIN(`b.example')") },
    },
    "a further argument after the parenthesis": { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example')⟦, `b.example'⟧") },
    "a further name, which goes": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example') ⟦b.example⟧", "LOCAL_DOMAIN(`c.example')dnl") },
      fixes: ["Remove it: nothing changes"],
      grades: ["asks"],
      fixed: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example')", "LOCAL_DOMAIN(`c.example')dnl") },
    },
    "a further name": { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example') ⟦b.example c.example⟧") },
    "a quoted name": { "sendmail.mc": mc("EXPOSED_USER(`root') ⟦`daemon'⟧") },
    "a word right after it": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example')⟦REJECT⟧") },
      grades: ["safe"],
    },
  },
  silent: {
    "signs after a macro that ends the line": {
      "sendmail.mc": mc("RELAY_DOMAIN(`a.example') ;", "LOCAL_USER(`a') // why"),
    },
    "comments after a macro that ends the line": {
      "sendmail.mc": mc(
        "RELAY_DOMAIN(`a.example') # RELAY_DOMAIN(`b')",
        "LOCAL_DOMAIN(`b.example')dnl",
        "EXPOSED_USER(`root') the boss",
      ),
    },
    "a comment": { "sendmail.mc": mc("FEATURE(`access_db')dnl for the spammers") },
    "a line that is switched off": { "sendmail.mc": mc("dnl FEATURE(`access_db')dnl FEATURE(`delay_checks')") },
  },
});
