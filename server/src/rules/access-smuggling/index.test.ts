import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const files = (access: string) => ({ "sendmail.mc": mc("FEATURE(`access_db')dnl"), access });

testRule(rule, {
  finds: {
    "bare line feeds from everybody": {
      files: files("Srv_Features: ⟦G⟧\n"),
      fixes: ["Write g2: replaces an LF on its own with a space"],
      fixed: files("Srv_Features: g2\n"),
    },
    "each letter": { files: files("srv_features:\tV ⟦U⟧ ⟦F⟧ ⟦O⟧ ⟦G⟧\n") },
  },
  silent: {
    "single clients": files("Srv_Features:192.0.2.7 O G\nSrv_Features:scanner.example.com F\n"),
    "the gentle ways, and what is on anyway": files("Srv_Features: g2 u2 o V\n"),
    "O, which accepts nothing without G": files("Srv_Features: O g2\n"),
    "other tags": files("Clt_Features: O\n"),
    "a map that is not read": { "sendmail.mc": mc(), access: "Srv_Features: G\n" },
  },
});
