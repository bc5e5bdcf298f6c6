import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a name that the domaintable replaces": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable')dnl", "FEATURE(`domaintable')dnl"),
        mailertable: "⟦a.example⟧ esmtp:[c.example]\n",
        domaintable: "a.example b.example\n",
      },
      message: /another name first/,
      fixes: [],
    },
    "a domain of the .mc": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable')dnl", "LOCAL_DOMAIN(`a.example')dnl"),
        mailertable: "b.example esmtp:c.example\n⟦A.example⟧ esmtp:c.example\n",
      },
      fixed: { mailertable: "b.example esmtp:c.example\n# A.example esmtp:c.example\n" },
    },
    "a name of local-host-names": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable')dnl", "FEATURE(`use_cw_file')dnl"),
        "local-host-names": "a.example\n",
        mailertable: "⟦a.example⟧ esmtp:c.example\n",
      },
    },
    "the host's own name": {
      files: {
        "sendmail.mc": mc("define(`confDOMAIN_NAME', `mx.a.example')dnl", "FEATURE(`mailertable')dnl"),
        mailertable: "⟦mx.a.example⟧ esmtp:c.example\na.example esmtp:c.example\n",
      },
    },
  },
  silent: {
    "a name that another one becomes": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", "FEATURE(`domaintable')dnl"),
      mailertable: "b.example esmtp:[c.example]\n",
      domaintable: "a.example b.example\nb.example a.example\n",
    },
    "names below a local domain": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", "LOCAL_DOMAIN(`a.example')dnl"),
      mailertable: ".a.example esmtp:c.example\nb.a.example esmtp:c.example\n",
    },
    "a file of names that nothing reads": {
      "sendmail.mc": MC,
      "local-host-names": "a.example\n",
      mailertable: "a.example esmtp:c.example\n",
    },
  },
});
