import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

/** A map of which sendmail takes one word. */
const TEXT = mc(
  "FEATURE(`virtusertable', `text -k0 -v1 /etc/mail/virtusertable')dnl",
  "VIRTUSER_DOMAIN(`a.example')dnl",
);

const one = (value: string, fixed?: string) => ({
  files: { "sendmail.mc": MC, virtusertable: `u@a.example ⟦${value}⟧\n` },
  ...(fixed === undefined ? { fixes: [] } : { fixed: { virtusertable: `u@a.example ${fixed}\n` } }),
});

testRule(rule, {
  finds: {
    "a status without a colon": one("error:5.1.1 550 No such user", "error:5.1.1:550 No such user"),
    "a word with a colon": one("error:nouser:550 No such user", "error:5.1.1:550 No such user"),
    "a word with a colon and no code": one("error:nouser: gone", undefined),
    "a status without a code": {
      ...one("error:5.1.1:No such user", "error:5.1.1:550 No such user"),
      message: /not 5\.1\.1/,
    },
    "a code first": one("error:550 No such user", "error:5.0.0:550 No such user"),
    "a temporary status without a code": { ...one("error:4.2.1 later", "error:4.2.1:450 later"), severity: "error" },
    "tempfail without a code": { ...one("error:tempfail later"), severity: "error" },
    "a text alone": { ...one("error:No such user"), severity: "information", message: /first word/ },
    "a code that does not refuse": { ...one("error:5.1.1:250 ok"), severity: "error" },
    "two codes that contradict each other": one("error:5.1.1:450 x"),
    "a word alone": { ...one("error:nouser"), severity: "error" },
    "a sign after the code": { ...one("error:nouser 550 /dev/null"), message: /The code is lost/ },
    "a quote without its other half": { ...one('error:5.1.1:550 no "such user'), message: /Unbalanced/ },
    "a code where the right side is one word": {
      files: { "sendmail.mc": TEXT, virtusertable: "u@a.example ⟦error:5.1.1:550⟧ No such user\n" },
      message: /"550" as the text(?:.|\n)*Write error:5\.1\.1:No-such-user\./,
      fixes: [],
    },
    "text after angle brackets": {
      ...one("error:5.1.1:550 User <%1@a.example> has left", 'error:5.1.1:"550 User <%1@a.example> has left"'),
      severity: "information",
      message: /^Senders do not see what follows/,
    },
    "no text after a status": { ...one("error:5.1.1:"), severity: "error" },
  },
  silent: {
    "replies that come out as they are written": {
      "sendmail.mc": MC,
      virtusertable:
        "a@a.example error:5.1.1:550 No such user\nb@a.example error:nouser 550 No such user\nc@a.example error:nouser No such user\nd@a.example error:5.7.0:550 Address invalid\ne@a.example error:tempfail 450 later\nf@a.example error:nouser 550 5.1.1 gone\n",
    },
    "a text of one word": { "sendmail.mc": TEXT, virtusertable: "u@a.example error:5.1.1:No-such-user\n" },
    "other values": { "sendmail.mc": MC, virtusertable: "u@a.example bob\n" },
  },
});
