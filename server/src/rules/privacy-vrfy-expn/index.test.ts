import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const flags = (list: string) => `define(\`confPRIVACY_FLAGS', \`${list}')dnl`;

testRule(rule, {
  finds: {
    "one of two in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings\nO PrivacyOptions=⟦novrfy⟧\n" },
      message: /EXPN/,
      fixed: { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings\nO PrivacyOptions=novrfy,noexpn\n" },
    },
    "a list without both": {
      files: { "sendmail.mc": mc(flags("⟦authwarnings,needmailhelo⟧")) },
      severity: "information",
      message: /VRFY and EXPN/,
      fixed: { "sendmail.mc": mc(flags("authwarnings,needmailhelo,novrfy,noexpn")) },
    },
    "a list with blanks and without one of them": {
      files: { "sendmail.mc": mc(flags("⟦authwarnings, noexpn⟧")) },
      fixed: { "sendmail.mc": mc(flags("authwarnings, noexpn, novrfy")) },
    },
    "no restrictions at all": {
      files: { "sendmail.mc": mc(flags("⟦public⟧")) },
      severity: "warning",
      fixed: { "sendmail.mc": mc(flags("authwarnings,novrfy,noexpn")) },
    },
  },
  silent: {
    "what m4 writes for everybody": { "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings\n" },
    "both in two lines": {
      "sendmail.cf": "V10/Berkeley\nO PrivacyOptions=authwarnings, noexpn\nO PrivacyOptions=novrfy\n",
    },
    goaway: { "sendmail.mc": mc(flags("GoAway,restrictqrun")) },
    "both flags": { "sendmail.mc": mc(flags("authwarnings,novrfy,noexpn")) },
    "sendmail's own default": { "sendmail.mc": mc() },
    "a host that only its own programs reach": {
      "sendmail.mc": mc(
        flags("authwarnings,needmailhelo"),
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
      ),
    },
  },
});
