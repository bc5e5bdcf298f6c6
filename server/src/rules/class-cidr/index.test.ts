import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a word of class R in a .cf": {
      "sendmail.cf": "V10/Berkeley\nCR ⟦192.168.1.0/24⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦192.0.2.0/23⟧ example.com')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`192.0.2 192.0.3 example.com')dnl") },
    },
    "relay-domains": {
      files: { "sendmail.mc": MC, "relay-domains": "example.com\n⟦192.168.2.0/23⟧\n" },
      fixes: ["Write it as 2 prefixes: lets each of them relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "example.com\n192.168.2\n192.168.3\n" },
    },
  },
  silent: {
    "prefixes in the .mc": { "sendmail.mc": mc("RELAY_DOMAIN(`192.0.2 192.0.3')dnl") },
    prefixes: { "sendmail.mc": MC, "relay-domains": "192.168.2\n192.168.3.\n" },
    "names of this host, of which another rule speaks": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "10.0.0.0/8\n",
    },
  },
});
