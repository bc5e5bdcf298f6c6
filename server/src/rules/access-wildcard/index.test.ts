import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a domain with a star": {
      files: { "sendmail.mc": MC, access: "From:⟦*.example.com⟧ REJECT\n" },
      fixes: ["Write example.com: refuses mail that names example.com"],
      fixed: { access: "From:example.com REJECT\n" },
    },
    "a network with a star": {
      files: { "sendmail.mc": MC, access: "⟦192.168.2.*⟧ RELAY\n" },
      fixed: { access: "192.168.2 RELAY\n" },
    },
    "a domain with a star and a dot at its end": {
      files: { "sendmail.mc": MC, access: "From:⟦*.example.com.⟧ REJECT\n" },
      fixed: { access: "From:example.com REJECT\n" },
    },
    "a star alone, without a fix": { files: { "sendmail.mc": MC, access: "⟦*⟧ REJECT\n" }, fixes: [] },
  },
  silent: { "names and prefixes": { "sendmail.mc": MC, access: "example.com REJECT\n192.168.2 RELAY\n" } },
});
