import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const VIRTUAL = [
  "FEATURE(`virtusertable')dnl",
  "VIRTUSER_DOMAIN(`a.example b.example')dnl",
  "LOCAL_DOMAIN(`own.example')dnl",
];
const MC = mc(...VIRTUAL);
const TABLE = "u@a.example ⟦v@b.example⟧\nw@a.example joe\nx+*@a.example ⟦y@a.example⟧\n";

testRule(rule, {
  finds: {
    "recipients without a line": { files: { "sendmail.mc": MC, virtusertable: TABLE }, fixes: [] },
    "with a mailertable for other domains": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", ...VIRTUAL),
      virtusertable: TABLE,
      mailertable: "c.example smtp:[d.example]\n",
    },
  },
  silent: {
    "a line for the recipient, or for its domain": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example v@b.example\nv@b.example joe\nw@b.example z@a.example\n@a.example joe\n",
    },
    "other domains, the server's own, users, and everybody": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example v@c.example\nw@a.example joe@own.example\nx@a.example joe\n@b.example %1@a.example\n",
    },
    "a smart host": {
      "sendmail.mc": mc("define(`SMART_HOST', `[r.example]')dnl", ...VIRTUAL),
      virtusertable: TABLE.replaceAll(/[⟦⟧]/g, ""),
    },
    "a route in the mailertable": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", ...VIRTUAL),
      virtusertable: TABLE.replaceAll(/[⟦⟧]/g, ""),
      mailertable: "a.example smtp:[d.example]\n.example smtp:[d.example]\n",
    },
    "a mailertable that is not there": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", ...VIRTUAL),
      virtusertable: TABLE.replaceAll(/[⟦⟧]/g, ""),
    },
  },
});
