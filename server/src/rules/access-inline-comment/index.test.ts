import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a comment behind RELAY": {
      files: { "sendmail.mc": MC, access: "Connect:192.168.2\tRELAY ⟦# office⟧\n" },
      fixes: [
        "Move the comment to a line of its own: lets 192.168.2 relay to anywhere",
        "Remove the comment: lets 192.168.2 relay to anywhere",
      ],
      fixed: { access: "# office\nConnect:192.168.2\tRELAY\n" },
    },
    "a comment right behind the word": { "sendmail.mc": MC, access: "spam.example REJECT⟦# them⟧\n" },
    "a comment in a file with CRLF": {
      files: { "sendmail.mc": MC, access: "a.example OK ⟦# us⟧\r\n" },
      fixed: { access: "# us\r\na.example OK\r\n" },
    },
  },
  silent: {
    "a comment in column one": { "sendmail.mc": MC, access: "# office\nConnect:192.168.2 RELAY\n" },
    "a sign in the text of a reply": {
      "sendmail.mc": MC,
      access: "spam.example ERROR:550 see rule #5\nother.example 550 call # 17\n",
    },
  },
});
