import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "in a feature that lets everybody relay": {
      files: { "sendmail.mc": mc("FEATURE(`promiscuous_relay⟦\u200b⟧')dnl") },
      fixes: ["Write what you see in this line: m4 and sendmail then read it so, and may let others relay"],
    },
    "a .cf that has no .mc": { "sendmail.cf": "V10/Berkeley\nO PidFile=⟦\u00a0⟧/run/sendmail.pid\n" },
    "before a value": {
      files: { "sendmail.mc": mc("define(`SMART_HOST',⟦\u00a0⟧`relay.example.net')dnl") },
      message: /no-break space/,
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "in a name": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable⟦\u200b⟧')dnl") },
      message: /zero-width/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl") },
    },
    "before dnl": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`example.com')⟦\u00a0⟧ dnl") },
      fixed: { "sendmail.mc": mc("MASQUERADE_AS(`example.com')dnl") },
    },
    "as indentation": {
      files: { "sendmail.mc": mc("⟦\u00a0⟧\u00a0FEATURE(`mailertable')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl") },
    },
    "in a rule": {
      files: { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR$*⟦\u00a0⟧\u00a0$:\u00a0$1\n` },
      fixed: { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR$*\t$: $1\n` },
    },
    "a soft hyphen": {
      files: { "sendmail.mc": mc("define(`SMART_HOST', `relay⟦\u00ad⟧.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a Cyrillic letter in the name of a setting": {
      files: { "sendmail.mc": mc("define(`c⟦о⟧nfMAX_HOP', `30')dnl") },
      message: /only looks like "o"/,
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `30')dnl") },
    },
    "two of them in the name of a feature": {
      files: { "sendmail.mc": mc("FEATURE(`m⟦а⟧ilertаble')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl") },
    },
  },
  silent: {
    "a word in another language": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j почта')dnl") },
    "in comments": {
      "sendmail.mc": mc("dnl our\u00a0hub", "# our\u00a0hub", "FEATURE(`mailertable')dnl the\u00a0table"),
    },
    "in an identification": { "sendmail.mc": mc("VERSIONID(`our\u00a0hub')dnl") },
    "what is thrown away": { "sendmail.mc": `divert(-1)\nour\u00a0hub\ndivert(0)dnl\n${mc()}` },
    "plain spaces": { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
  },
});
