import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

const OWN = mc("FEATURE(`domaintable')dnl", "FEATURE(`use_cw_file')dnl", "LOCAL_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a domain of LOCAL_DOMAIN": {
      files: { "sendmail.mc": OWN, "local-host-names": "", domaintable: "⟦A.example⟧ b.example\n" },
      severity: "warning",
    },
    "a domain of local-host-names": {
      "sendmail.mc": OWN,
      "local-host-names": "c.example\n",
      domaintable: "⟦c.example⟧ b.example\n",
    },
    "the host's own name": {
      "sendmail.mc": mc("define(`confDOMAIN_NAME', `mx.a.example')dnl", "FEATURE(`domaintable')dnl"),
      domaintable: "⟦mx.a.example⟧ b.example\na.example b.example\n",
    },
  },
  silent: {
    "an own domain that gets the name of another one": {
      "sendmail.mc": OWN,
      "local-host-names": "c.example\n",
      domaintable: "c.example a.example\n",
    },
    "other domains": { "sendmail.mc": MC, domaintable: "b.example c.example\n" },
  },
});
