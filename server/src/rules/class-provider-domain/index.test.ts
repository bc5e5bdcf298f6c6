import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`use_cw_file')dnl");
const NAMED = mc("FEATURE(`use_cw_file')dnl", "define(`confDOMAIN_NAME', `mx.example.com')dnl");

testRule(rule, {
  finds: {
    "a line of local-host-names": {
      files: { "sendmail.mc": MC, "local-host-names": "example.com\n⟦gmail.com⟧\n" },
      severity: "error",
      message: /^Mail to gmail\.com never leaves this host: it is one of its own names\.\n.*"User unknown"/,
      fixes: [
        "Turn this line into a comment: gmail.com is no longer in the file here",
        "Remove this line: gmail.com is no longer in the file here",
      ],
      fixed: { "local-host-names": "example.com\n# gmail.com\n" },
    },
    "other letters": { files: { "sendmail.mc": MC, "local-host-names": "⟦Outlook.COM⟧\n" } },
    "a word of the .mc": { files: { "sendmail.mc": mc("LOCAL_DOMAIN(`example.com ⟦yahoo.com⟧')dnl") } },
    "a line of the .cf in the .mc": { files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nCw⟦gmx.de⟧\n` } },
    "a .cf by itself": {
      files: { "sendmail.cf": "V10\nDjmx.example.com\nCw⟦gmail.com⟧\nMlocal, P=/bin/mail, A=mail\n" },
    },
    "the host's own name": { files: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦hotmail.com⟧')dnl") } },
    "a smaller provider's, on a host with another name": {
      files: { "sendmail.mc": NAMED, "local-host-names": "⟦btinternet.com⟧\n" },
      severity: "warning",
    },
  },
  silent: {
    "the names of one's own": { "sendmail.mc": MC, "local-host-names": "example.com\nmail.example.com\n" },
    "a host of the provider": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "define(`confDOMAIN_NAME', `mx1.free.fr')dnl"),
      "local-host-names": "free.fr\n",
    },
    "a smaller provider's, where the host's name is not known": { "sendmail.mc": MC, "local-host-names": "free.fr\n" },
    "a name that only ends like it": { "sendmail.mc": MC, "local-host-names": "notgmail.com\ngmail.com.example\n" },
    "sending with an address of the provider": { "sendmail.mc": mc("MASQUERADE_AS(`gmail.com')dnl") },
    "relay-domains, which another rule is about": { "sendmail.mc": MC, "relay-domains": "gmail.com\n" },
  },
});
