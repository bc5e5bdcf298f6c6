import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a slip in what is undefined": {
      files: { "sendmail.mc": mc("undefine(`⟦confAUTH_OPTION⟧')dnl") },
      message: /sendmail has no option "confAUTH_OPTION"/,
    },
    "a slip in a name that came later": {
      files: { "sendmail.mc": mc("define(`⟦confAUTH_OPTION⟧', `A p')dnl") },
      options: { targetVersion: "8.9.3" },
      message: /confAUTH_OPTIONS needs sendmail 8\.10\.$/,
      fixes: [],
    },
    "a slip in conf": {
      "sendmail.mc": mc(
        "define(`⟦conMfAX_RCPTS_PER_MESSAGE⟧', `100')dnl",
        "define(`⟦conLfOG_LEVEL⟧', `10')dnl",
        "define(`⟦conffDOMAIN_NAME⟧', `mx.example.com')dnl",
      ),
    },
    "other letters for conf": {
      files: {
        "sendmail.mc": mc("define(`⟦cnfLOG_LEVEL⟧', `10')dnl", "define(`⟦cofnDOMAIN_NAME⟧', `mx.example.com')dnl"),
      },
      fixed: {
        "sendmail.mc": mc("define(`confLOG_LEVEL', `10')dnl", "define(`cofnDOMAIN_NAME', `mx.example.com')dnl"),
      },
    },
    "a name of a guide": {
      files: { "sendmail.mc": mc("define(`⟦confAUTH_OPTION⟧', `A p')dnl") },
      fixed: { "sendmail.mc": mc("define(`confAUTH_OPTIONS', `A p')dnl") },
    },
    "its name in the .cf": {
      files: { "sendmail.mc": mc("define(`⟦confRETRY_FACTOR⟧', `90000')dnl") },
      fixed: { "sendmail.mc": mc("define(`confWORK_TIME_FACTOR', `90000')dnl") },
    },
    "the first words of a name": {
      files: { "sendmail.mc": mc("define(`⟦confMAX_RCPTS⟧', `100')dnl") },
      message: /confMAX_RCPTS_PER_MESSAGE/,
    },
    "words in another order": {
      files: { "sendmail.mc": mc("define(`⟦confCONNECTION_THROTTLE_RATE⟧', `5')dnl") },
      fixed: { "sendmail.mc": mc("define(`confCONNECTION_RATE_THROTTLE', `5')dnl") },
    },
    "a usual slip without conf": {
      files: { "sendmail.mc": mc("define(`⟦SMARTHOST⟧', `relay.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a name of the .cf without conf": { "sendmail.mc": mc("define(`⟦MaxMessageSize⟧', `1000000')dnl") },
    "a name in the wrong case": { "sendmail.mc": mc("define(`⟦confLog_Level⟧', `9')dnl") },
    "a letter too few in a name without conf": {
      files: { "sendmail.mc": mc("define(`⟦RELAY_MAILER_ARG⟧', `TCP $h 587')dnl") },
      fixed: { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    },
  },
  silent: {
    "a name that was defined before": {
      "sendmail.mc": mc("define(`MY_HOST', `a')dnl", "undefine(`MY_HOST')dnl"),
    },
    "known names": { "sendmail.mc": mc("define(`confLOG_LEVEL', `9')dnl", "define(`confAUTO_REBUILD', `True')dnl") },
    "other names": { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.com')dnl", "define(`MY_NAME', `x')dnl") },
    "a name that the file itself uses": {
      "sendmail.mc": mc("define(`confSITE', `a')dnl", "ifdef(`confSITE', `FEATURE(`access_db')')dnl"),
    },
  },
});
