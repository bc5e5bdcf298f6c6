import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "another stamp": {
      "sendmail.mc": mc("VERSIONID(`⟦mail.example.com 2⟧')dnl"),
      "sendmail.cf": "#####  mail.example.com 1  #####\n",
    },
    "no stamp at all": { "sendmail.mc": mc("VERSIONID(`⟦$Id: mail.mc,v 1.2$⟧')dnl"), "sendmail.cf": "V10/Berkeley\n" },
  },
  silent: {
    "the same stamp": {
      "sendmail.mc": mc("VERSIONID(`$Id: mail.mc,v  1.2 $')dnl"),
      "sendmail.cf": "#####  $Id: mail.mc,v 1.2 $  #####\n",
    },
    "a .mc without a stamp": { "sendmail.mc": mc(), "sendmail.cf": "V10/Berkeley\n" },
    "a .cf that is older anyway": { "sendmail.cf": "V10/Berkeley\n", "sendmail.mc": mc("VERSIONID(`two')dnl") },
  },
});
