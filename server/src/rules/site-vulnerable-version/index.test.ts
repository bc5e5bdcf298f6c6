import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a version with one hole": {
      files: {
        "sendmail.mc": "VERSIONID(`x')dnl\n".replace("VERSIONID", "⟦VERSIONID⟧") + mc(),
        "sendmail.cf": "DZ8.17.1\n",
      },
      message: /CVE-2023-51765/,
    },
    "an old version": {
      files: { "sendmail.mc": mc().replace("linux", "⟦linux⟧"), "sendmail.cf": "V10\nDZ8.12.8\nDnx\n" },
      message: /7 published holes\.\nAmong them: strangers can run their own programs/,
    },
  },
  silent: {
    "the version that closed the last one": { "sendmail.mc": mc(), "sendmail.cf": "DZ8.18.1\n" },
    "a later one": { "sendmail.mc": mc(), "sendmail.cf": "DZ8.18.2\n" },
    "a version that a distribution looks after": {
      "sendmail.mc": mc(),
      "sendmail.cf": "DZ8.17.1.9/Debian-2+deb12u2\n",
    },
    "no .cf": { "sendmail.mc": mc() },
  },
});
