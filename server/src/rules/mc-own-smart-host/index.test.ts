import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a local name": {
      files: {
        "sendmail.mc": mc("LOCAL_DOMAIN(`relay.example.net')dnl", "define(`SMART_HOST', `⟦relay.example.net⟧')dnl"),
      },
      fixed: {
        "sendmail.mc": mc("LOCAL_DOMAIN(`relay.example.net')dnl", "define(`SMART_HOST', `[relay.example.net]')dnl"),
      },
      related: [2],
    },
    "the own name": {
      "sendmail.mc": mc(
        "define(`confDOMAIN_NAME', `mx.example.com')dnl",
        "define(`SMART_HOST', `⟦mx.example.com⟧')dnl",
      ),
    },
    "a name of local-host-names": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "define(`SMART_HOST', `⟦Example.com⟧')dnl"),
      "local-host-names": "example.com\n",
    },
    "a macro for its name": { files: { "sendmail.mc": mc("define(`SMART_HOST', `⟦$j⟧')dnl") } },
    "this host": { "sendmail.mc": mc("define(`SMART_HOST', `⟦localhost⟧')dnl") },
  },
  silent: {
    "another host": {
      "sendmail.mc": mc("LOCAL_DOMAIN(`a.example')dnl", "define(`SMART_HOST', `relay.example.net')dnl"),
    },
    "brackets, or a mailer": {
      "sendmail.mc": mc(
        "define(`confDOMAIN_NAME', `mx.example.com')dnl",
        "define(`SMART_HOST', `[mx.example.com]')dnl",
      ),
    },
  },
});
