import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a tag of a feature that came later": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦GreetPause⟧:192.0.2 0\n" },
      options: { targetVersion: "8.12.11" },
      message: /runs sendmail 8\.12\.11: greet_pause needs sendmail 8\.13\.$/,
      fixes: [],
    },
    "each tag once": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access:
          "⟦ClientRate⟧: 10\nClientRate:192.0.2 20\n⟦ClientConn⟧: 5\nclientrate:10 30\nClientConn:10 5\n⟦GreetPause⟧:10 0\nGreetPause:192.0.2 0\nGreetPause:192.168 0\n",
      },
      fixes: ["Add FEATURE(`ratecontrol') to sendmail.mc: what it reads and does takes effect"],
    },
    "a rate": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦ClientRate⟧: 10\n" },
      fixes: ["Add FEATURE(`ratecontrol') to sendmail.mc: what it reads and does takes effect"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl") },
    },
    "friends without the argument": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl"),
        access: "⟦Spam⟧:abuse@ FRIEND\n",
      },
      message: /`friend'/,
      fixes: [],
    },
    haters: {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦Spam⟧:me@ HATER\n" },
      fixes: ["Add FEATURE(`delay_checks', `hater') to sendmail.mc: what it reads and does takes effect"],
    },
    "logins in another map": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`authinfo')dnl"),
      access: '⟦AuthInfo⟧:mx.example "U:me" "P:x"\n',
    },
  },
  silent: {
    "features that are on": {
      "sendmail.mc": mc(
        "FEATURE(`access_db')dnl",
        "FEATURE(`delay_checks', `friend')dnl",
        "FEATURE(`ratecontrol')dnl",
        "FEATURE(`greet_pause', `5000')dnl",
      ),
      access: "ClientRate: 10\nGreetPause:10 0\nSpam:abuse@ FRIEND\n",
    },
    "tags that need no feature": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access:
        'TLS_Clt:x.example VERIFY\nSrv_Features: V\nAuthInfo:x.example "U:me"\nCERTIssuer:/CN=x RELAY\nTo:x.example RELAY\n',
    },
    "a map whose .mc is not at hand": { access: "ClientRate: 10\nConnect:10 RELAY\n" },
    "a map that is not read at all": { "sendmail.mc": mc(), access: "ClientRate: 10\n" },
    "a ruleset of one's own": {
      "sendmail.mc": `${mc("FEATURE(`access_db')dnl")}LOCAL_RULESETS\nSMine\nR$+\t\t$: $>A <$1> <?> <! GreetPause> <>\n`,
      access: "GreetPause:10 0\n",
    },
  },
});
