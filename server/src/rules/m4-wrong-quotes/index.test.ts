import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an apostrophe too many": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks', ⟦`friend''⟧)dnl") },
      message: /^One apostrophe too many/,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks', `friend')dnl") },
    },
    "the name that ifdef asks for": {
      files: { "sendmail.mc": mc("ifdef(⟦'SMART_HOST'⟧, `', `define(`SMART_HOST', `a.example')')dnl") },
      message: /no macro has this name/,
      fixed: { "sendmail.mc": mc("ifdef(`SMART_HOST', `', `define(`SMART_HOST', `a.example')')dnl") },
    },
    "one side of a comparison": {
      "sendmail.mc": mc(
        "ifelse(HOST, ⟦'mx1'⟧, `define(`confLOG_LEVEL', `10')')dnl",
        "ifelse(⟦\"a\"⟧, `a', `define(`confMAX_HOP', `30')')dnl",
      ),
    },
    "the path of a file that may be missing": { "sendmail.mc": mc("sinclude(⟦'/etc/mail/local.m4'⟧)dnl") },
    "other names that m4 is asked for": {
      "sendmail.mc": mc("define(`OWN_X', defn(⟦‘confLOG_LEVEL’⟧))dnl", "popdef(⟦'confLOG_LEVEL'⟧)dnl"),
    },
    apostrophes: {
      files: { "sendmail.mc": mc("FEATURE(⟦'access_db'⟧)dnl") },
      fixes: ["Write `access_db': FEATURE takes effect, and may let others relay"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "apostrophes around name and value": {
      files: { "sendmail.mc": mc("define(⟦'confLOG_LEVEL'⟧, '14')dnl") },
      fixed: { "sendmail.mc": mc("define(`confLOG_LEVEL', `14')dnl") },
    },
    "apostrophes around a value with commas, which keeps all its parts": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(⟦'Port=submission, Name=MSA, M=Ea'⟧)dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=submission, Name=MSA, M=Ea')dnl") },
    },
    "typographic quotes": {
      files: { "sendmail.mc": mc("MAILER(⟦‘procmail’⟧)dnl") },
      fixed: { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    },
    "apostrophes around a value": {
      files: { "sendmail.mc": mc("define(`confMAX_HOP', ⟦'50'⟧)dnl") },
      message: /part of the value/,
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `50')dnl") },
    },
    "apostrophes around a map": {
      "sendmail.mc": mc("FEATURE(`mailertable', ⟦'hash -o /etc/mail/mailertable'⟧)dnl"),
    },
    "double quotes around a name of a host": { "sendmail.mc": mc('define(`SMART_HOST\', ⟦"relay.example.net"⟧)dnl') },
    "backticks that a web page ate": {
      files: { "sendmail.mc": mc("define(⟦SMART_HOST'⟧, relay.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a backslash": {
      files: { "sendmail.mc": mc("FEATURE(⟦\\`mailertable'⟧)dnl") },
      message: /backslash/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl") },
    },
  },
  silent: {
    "both sides of a comparison": { "sendmail.mc": mc("ifelse('a', 'b', `define(`confLOG_LEVEL', `10')')dnl") },
    "double quotes around a text": { "sendmail.mc": mc('define(`confSMTP_LOGIN_MSG\', "ready")dnl') },
    "m4's quotes, none at all": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(delay_checks)dnl") },
    "a message in double quotes": {
      "sendmail.mc": mc(
        "FEATURE(`dnsbl', `a.example', `\"550 no\"')dnl",
        "FEATURE(`dnsbl', `b.example', \"550 no\")dnl",
      ),
    },
    "quotes that are part of a value": { "sendmail.mc": mc("define(`confRECEIVED_HEADER', `\"$?sfrom $s $.\"')dnl") },
  },
});
