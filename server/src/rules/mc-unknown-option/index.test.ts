import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a name of a guide": {
      files: { "sendmail.mc": mc("define(`⟦confAUTH_OPTION⟧', `A p')dnl") },
      fixed: { "sendmail.mc": mc("define(`confAUTH_OPTIONS', `A p')dnl") },
    },
    "a name in the wrong case": { "sendmail.mc": mc("define(`⟦confLog_Level⟧', `9')dnl") },
  },
  silent: {
    "known names": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl", "define(`confAUTO_REBUILD', `True')dnl") },
    "other names": { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.com')dnl", "define(`MY_NAME', `x')dnl") },
    "a name that the file itself uses": {
      "sendmail.mc": mc("define(`confSITE', `a')dnl", "ifdef(`confSITE', `FEATURE(`access_db')')dnl"),
    },
  },
});
