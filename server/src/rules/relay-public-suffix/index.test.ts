import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`example.com ⟦co.uk⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`example.com')dnl") },
    },
    "a top-level domain, untagged": {
      files: { "sendmail.mc": MC, access: "# all\n⟦com⟧\tRELAY\n" },
      message: /both|and anyone send mail to all of com/,
      fixes: ["Turn this line into a comment", "Remove this line"],
      fixed: { access: "# all\n# com\tRELAY\n" },
    },
    "a suffix of two labels, by its clients": { "sendmail.mc": MC, access: "Connect:⟦co.uk⟧ RELAY\n" },
    "a suffix as a recipient": { "sendmail.mc": MC, access: "To:⟦de⟧ relay\n" },
    "a zone of a cloud provider": { "sendmail.mc": MC, access: "Connect:⟦compute.amazonaws.com⟧ RELAY\n" },
    "relay-domains": { "sendmail.mc": MC, "relay-domains": "example.com\n⟦org⟧\n" },
    "an access map alone": { access: "⟦net⟧ RELAY\n" },
    "an access map with CRLF": {
      files: { "sendmail.mc": MC, access: "⟦com⟧ RELAY\r\nexample.com RELAY\r\n" },
      fixed: { access: "# com RELAY\r\nexample.com RELAY\r\n" },
    },
  },
  silent: {
    "domains of one's own in the .mc": { "sendmail.mc": mc("RELAY_DOMAIN(`example.com 192.168.1')dnl") },
    "one's own domain": { "sendmail.mc": MC, access: "example.com RELAY\nConnect:mail.example.co.uk RELAY\n" },
    "another action": { "sendmail.mc": MC, access: "com REJECT\nFrom:ru ERROR:550 no\n" },
    "RELAY for senders, which does nothing by itself": { "sendmail.mc": MC, access: "From:com RELAY\n" },
    "an internal name": { "sendmail.mc": MC, access: "Connect:lan RELAY\nlocalhost RELAY\n" },
    "local-host-names": { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"), "local-host-names": "com\n" },
  },
});
