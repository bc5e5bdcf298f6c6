import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a remark": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2 ⟦RELAY office⟧\n" },
      severity: "error",
      fixes: ["Write RELAY: lets 192.168.2 relay to anywhere"],
      fixed: { access: "Connect:192.168.2 RELAY\n" },
    },
    "a text for a refusal": {
      files: { "sendmail.mc": MC, access: "spam.example ⟦REJECT 550 Go away⟧\n" },
      severity: "warning",
      fixes: [
        "Write ERROR:550 Go away: refuses mail that names spam.example",
        "Write REJECT: refuses mail that names spam.example",
      ],
    },
    "words for a refusal": {
      files: { "sendmail.mc": MC, access: "spam.example ⟦reject not you⟧\n" },
      message: /ERROR:5\.7\.1:550 not you/,
    },
  },
  silent: {
    "a comment in parentheses, which sendmail drops": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "Connect:203.0.113.9 RELAY (office)\nFrom:a.example REJECT (spam\n",
    },
    "actions alone": { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\nspam.example REJECT \n" },
    texts: {
      "sendmail.mc": MC,
      access: "a.example 550 RELAY denied\nb.example ERROR:550 OK is not for you\nc.example OKAY then\n",
    },
  },
});

// access-inline-comment
testRule(rule, {
  finds: {
    "a comment behind RELAY": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2\tRELAY ⟦# office⟧\n" },
      fixes: [
        "Move the comment to a line of its own: lets 192.168.2 relay to anywhere",
        "Remove the comment: lets 192.168.2 relay to anywhere",
      ],
      fixed: { access: "# office\nConnect:192.168.2\tRELAY\n" },
    },
    "a comment right behind the word": { "sendmail.mc": MC, access: "spam.example REJECT⟦# them⟧\n" },
    "a comment in a file with CRLF": {
      files: { "sendmail.mc": MC, access: "a.example OK ⟦# us⟧\r\n" },
      fixed: { access: "# us\r\na.example OK\r\n" },
    },
  },
  silent: {
    "a comment in column one": { "sendmail.mc": MC, access: "# office\nConnect:192.168.2 RELAY\n" },
    "a sign in the text of a reply": {
      "sendmail.mc": MC,
      access: "spam.example ERROR:550 see rule #5\nother.example 550 call # 17\n",
    },
  },
});
