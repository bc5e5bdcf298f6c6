import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = (text: string) => ({ "/etc/mail/sendmail.cf": "V10/Berkeley\n", "sendmail.mc": mc(text) });

testRule(rule, {
  finds: {
    "names of this host": { files: MC("FEATURE(`⟦use_cw_file⟧')dnl"), message: /does not start/ },
    "a mailertable": {
      files: MC("FEATURE(`mailertable', `btree ⟦/etc/mail/routes⟧')dnl"),
      message: /the mailertable.*waits in the queue.*makemap btree \/etc\/mail\/routes </s,
    },
    "the access map": { files: MC("FEATURE(`⟦access_db⟧')dnl"), message: /makemap hash \/etc\/mail\/access/ },
  },
  silent: {
    "files that are there": { ...MC("FEATURE(`use_cw_file')dnl"), "local-host-names": "" },
    "optional ones": MC("define(`confCW_FILE', `-o /etc/mail/local-host-names')FEATURE(`use_cw_file')dnl"),
    "a .mc in a repository": { "/home/me/mail.git/sendmail.mc": mc("FEATURE(`use_cw_file')dnl") },
    "a .mc that was not built here": { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl") },
    "relay-domains, which nobody must have": MC("FEATURE(`nouucp', `reject')dnl"),
  },
});
