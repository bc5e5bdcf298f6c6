import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an argument of a hack that takes none": {
      files: { "sendmail.mc": mc("HACK(`cssubdomain', ⟦`a.example'⟧)dnl") },
      message: /^HACK\(`cssubdomain'\) takes one argument/,
      severity: "warning",
    },
    "a list without quotes": {
      files: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', authwarnings,⟦novrfy⟧,noexpn)dnl") },
      fixes: ["Quote the whole value: all of it takes effect"],
      fixed: { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `authwarnings,novrfy,noexpn')dnl") },
    },
    "a list of options without quotes": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(Port=smtp,⟦Addr=127.0.0.1, Name=MTA⟧)dnl") },
      message: /DAEMON_OPTIONS takes one argument/,
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl") },
    },
    "a list that a macro gives": {
      files: { "sendmail.mc": mc("define(`FLAGS', `novrfy,noexpn')dnl", "⟦define(`confPRIVACY_FLAGS', FLAGS)⟧dnl") },
      fixes: [],
    },
    "names in quotes of their own": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example', ⟦`b.example'⟧)dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example b.example')dnl") },
    },
    "equates of a milter": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=local:/run/f', ⟦`F=T'⟧)dnl") },
      fixed: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`f', `S=local:/run/f, F=T')dnl") },
    },
    "a second name where one is shown": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`a.example', ⟦`b.example'⟧)dnl") },
      fixes: [],
    },
  },
  silent: {
    "a name of one's own for a mailer": { "sendmail.mc": mc("MAILER(`usenet', `news2')dnl") },
    "what Red Hat's file has": { "sendmail.mc": mc("FEATURE(`no_default_msa', `dnl')dnl") },
    "a quoted list": { "sendmail.mc": mc("define(`confPRIVACY_FLAGS', `authwarnings,novrfy')dnl") },
    "a macro that takes as many as it gets": {
      "sendmail.mc": mc(
        "FEATURE(`access_db', `', `skip', `lookupdotdomain')dnl",
        "ifelse(`a', `b', `c', `d', `e', `f')dnl",
      ),
    },
  },
});
