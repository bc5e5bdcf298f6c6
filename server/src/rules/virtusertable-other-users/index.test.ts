import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`⟦a.example⟧ b.example')dnl");
const LINES = "u@a.example joe\nu@b.example joe\n@b.example jane\n";
const plain = (text: string) => text.replace(/[⟦⟧]/g, "");

testRule(rule, {
  finds: {
    "a domain with lines for some users": {
      files: { "sendmail.mc": MC, virtusertable: LINES },
      severity: "information",
      message: /no line for all of a\.example/,
      fixed: { virtusertable: `${LINES}@a.example\terror:5.1.1:550 No such user\n` },
    },
    "a domain of a file": {
      files: {
        "sendmail.mc": mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl"),
        "virtuser-domains": "b.example\n⟦c.example⟧\n",
        virtusertable: LINES,
      },
    },
  },
  silent: {
    "a line for everybody": { "sendmail.mc": plain(MC), virtusertable: `${LINES}@A.example joe\n` },
    "own domains": {
      "sendmail.mc": mc(
        "FEATURE(`virtusertable')dnl",
        "VIRTUSER_DOMAIN(`a.example')dnl",
        "LOCAL_DOMAIN(`a.example')dnl",
      ),
      virtusertable: LINES,
    },
    "a table that was not read": { "sendmail.mc": plain(MC) },
    "an empty table": { "sendmail.mc": plain(MC), virtusertable: "# later\n" },
  },
});
