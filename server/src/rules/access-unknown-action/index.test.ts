import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "characters that nobody sees": {
      files: { "sendmail.mc": MC, access: "Connect:192.0.2.7 ⟦RELAY\u00a0⟧\nFrom:a.example ⟦REJECT\u200b⟧\n" },
      message: /^Invisible characters around an action/,
    },
    "a word of a feature that came later": {
      files: { "sendmail.mc": MC, access: "spam.example ⟦FRIEND⟧\n" },
      options: { targetVersion: "8.9.3" },
      message: /delay_checks needs sendmail 8\.10\.$/,
      fixes: [],
    },
    "an action in parentheses, which is a comment": {
      files: { "sendmail.mc": MC, access: "Connect:203.0.113.9 ⟦(RELAY)⟧\n" },
      fixed: { access: "Connect:203.0.113.9 RELAY\n" },
    },
    "an action with a sign and a word": {
      files: { "sendmail.mc": MC, access: "Connect:203.0.113.9 ⟦RELAY=yes⟧\n" },
      fixed: { access: "Connect:203.0.113.9 RELAY\n" },
    },
    "QUARANTINE without its colon": {
      files: { "sendmail.mc": MC, access: "From:a.example ⟦QUARANTINE odd mail⟧\n" },
      fixed: { access: "From:a.example QUARANTINE:odd mail\n" },
    },
    "a word of other programs": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2 ⟦ALLOW⟧\n" },
      fixes: [
        "Change it to OK: accepts mail that names 192.168.2, past other checks",
        "Change it to RELAY: lets 192.168.2 relay to anywhere",
      ],
      fixed: { access: "Connect:192.168.2 OK\n" },
    },
    "a misspelt action": {
      files: { "sendmail.mc": MC, access: "spam.example ⟦REJCT⟧\n" },
      fixed: { access: "spam.example REJECT\n" },
    },
    "a key with a space": {
      files: { "sendmail.mc": MC, access: "From:joe ⟦smith@a.example REJECT⟧\n" },
      message: /the key ends at its first space/,
      fixes: [],
    },
    "a key of a name and an address": {
      files: { "sendmail.mc": MC, access: "s.example ⟦192.0.2.1 RELAY⟧\nConnect:s.example ⟦192.0.2 REJECT⟧\n" },
      message: /^RELAY is not the action of this line: the key ends at its first space|^REJECT is not/,
      fixes: [],
    },
    "commands of SMTP": {
      files: { "sendmail.mc": MC, access: "mail ⟦from:joe@a.example REJECT⟧\nrcpt ⟦to:a@b.example DISCARD⟧\n" },
      message: /Write (?:From:joe@a|To:a@b)/,
    },
    "several addresses": { "sendmail.mc": MC, access: "Mail ⟦server REJECT⟧\n" },
    "an action with punctuation": {
      files: { "sendmail.mc": MC, access: "a.example ⟦RELAY;⟧\n" },
      fixed: { access: "a.example RELAY\n" },
    },
    "a word of another tag": {
      files: { "sendmail.mc": MC, access: "To:abuse@ ⟦FRIEND⟧\n" },
      message: /Spam:abuse@/,
      fixes: ["Change the tag to Spam: no longer refuses, and needs FEATURE(`delay_checks', `friend')"],
      fixed: { access: "Spam:abuse@ FRIEND\n" },
    },
    "a word of another tag that is read": {
      files: {
        "sendmail.mc": MC.replace("MAILER", "FEATURE(`delay_checks', `friend')dnl\nMAILER"),
        access: "To:abuse@ ⟦FRIEND⟧\n",
      },
      message: /Spam:abuse@\.$/,
      fixes: ["Change the tag to Spam: lets mail to it skip the checks of clients and senders"],
    },
    "RELAY after another word": {
      files: { "sendmail.mc": MC, access: "a.example\t⟦b RELAY⟧\n" },
      message: /^RELAY is not the action of this line/,
      fixes: [],
    },
    "OK after another word": { "sendmail.mc": MC, access: "Connect:a.example ⟦mailhost1  OK⟧\n" },
    "two actions": {
      files: { "sendmail.mc": MC, access: "Connect:192.0.2 ⟦RELAY,OK⟧\n" },
      message: /Characters around an action/,
      fixed: { access: "Connect:192.0.2 RELAY\n" },
    },
    "a colon before it": { "sendmail.mc": MC, access: "Connect:192.0.2 ⟦: RELAY⟧\n" },
    "an equals sign before it": { "sendmail.mc": MC, access: "Connect:192.0.2 ⟦= RELAY⟧\n" },
    "a semicolon after it": { "sendmail.mc": MC, access: "Connect:192.0.2 ⟦RELAY;x⟧\n" },
  },
  silent: {
    "a sentence that ends in such a word": {
      "sendmail.mc": MC,
      access:
        "a.example We do not RELAY\nb.example no RELAY\ne.example cannot RELAY\nf.example Open RELAY\ng.example spam REJECT\nh.example not OK\nc.example 550 5.7.1 ask joe@c.example OK\nd.example Not OK\n",
    },
    "a comment behind a byte order mark": { access: "\uFEFF# clients\n" },
    actions: {
      "sendmail.mc": MC,
      access:
        "a.example OK\nb.example relay\nc.example Reject\nd.example DISCARD\nConnect:e.example SKIP\nf.example QUARANTINE:look\n",
    },
    replies: {
      "sendmail.mc": MC,
      access:
        'a.example 550 no\nb.example ERROR:5.7.1:550 no\nc.example "550 no"\nd.example We do not take your mail\n',
    },
    "values of other tags": { "sendmail.mc": MC, access: "Spam:abuse@ FRIEND\nClientRate: 5\nSrv_Features:10 V\n" },
  },
});
