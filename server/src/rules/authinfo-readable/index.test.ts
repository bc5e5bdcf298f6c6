import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");
const authinfo = '⟦AuthInfo:smtp.example "U:joe" "P:secret"⟧\n';
const plain = authinfo.replace(/[⟦⟧]/g, "");

testRule(rule, {
  finds: {
    "a text that all can read": {
      files: { "sendmail.mc": MC, authinfo },
      modes: { authinfo: 0o644 },
      severity: "warning",
      message: /\/etc\/mail\/authinfo has mode 0644/,
    },
    "a map that all can read": {
      files: { "sendmail.mc": MC, authinfo, "authinfo.db": "map" },
      modes: { authinfo: 0o600, "authinfo.db": 0o644 },
      message: /authinfo\.db has mode 0644/,
    },
    "a copy": {
      files: { "/srv/x/etc/mail/sendmail.mc": MC, "/srv/x/etc/mail/authinfo": authinfo },
      modes: { "/srv/x/etc/mail/authinfo": 0o644 },
      severity: "information",
    },
  },
  silent: {
    "files of root": { files: { "sendmail.mc": MC, authinfo: plain }, modes: { authinfo: 0o600 } },
    "files of a group": { files: { "sendmail.mc": MC, authinfo: plain }, modes: { authinfo: 0o640 } },
    "rights that nobody knows": { "sendmail.mc": MC, authinfo: plain },
    "a file without a login": { files: { "sendmail.mc": MC, authinfo: "# later\n" }, modes: { authinfo: 0o644 } },
  },
});
