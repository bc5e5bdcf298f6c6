import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "letters in one word": {
      files: { "sendmail.mc": MC, access: "Srv_Features: ⟦VS⟧\n" },
      fixes: ["Put spaces between the letters: each of them takes effect"],
      fixed: { access: "Srv_Features: V S\n" },
    },
    "an unknown letter": { files: { "sendmail.mc": MC, access: "Srv_Features:192.0.2 V ⟦z⟧\n" }, fixes: [] },
    "a letter of the other side": { "sendmail.mc": MC, access: "Clt_Features:mx.example.com ⟦V⟧\n" },
  },
  silent: {
    "letters that exist": {
      "sendmail.mc": MC,
      access: "Srv_Features: V\nSrv_Features:192.0.2 v a l\nClt_Features:mx.example.com D M\n",
    },
    "letters with a number": { "sendmail.mc": MC, access: "Srv_Features:192.0.2 g2 u2\n" },
    "other tags": { "sendmail.mc": MC, access: "Connect:192.0.2 OK\n" },
  },
});
