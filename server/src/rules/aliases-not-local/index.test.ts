import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("LOCAL_DOMAIN(`own.example')dnl");

testRule(rule, {
  finds: {
    "a whole domain": {
      files: { "sendmail.mc": MC, aliases: "⟦@else.example⟧: jane\n" },
      message: /virtusertable/,
      severity: "error",
    },
    "addresses that are none": {
      "sendmail.mc": MC,
      aliases: "⟦joe@⟧: jane\n⟦a@b@local.example⟧: jane\n⟦joe@local..example⟧: jane\n⟦%joe⟧: jane\n",
    },
    "a path": { files: { "sendmail.mc": MC, aliases: "⟦/var/log/x⟧: jane\n" } },
    "no name": { files: { "sendmail.mc": MC, aliases: "⟦: jane⟧\n" }, message: /illegal alias name/ },
    "a name that is too long": {
      files: { "sendmail.mc": MC, aliases: `⟦${"x".repeat(256)}⟧: jane\n` },
      message: /more than 255 bytes/,
    },
    "a program": { files: { "sendmail.mc": MC, aliases: "⟦|cat⟧: jane\n" } },
  },
  silent: {
    "local names": { "sendmail.mc": MC, aliases: "a + b: c\na: b\nA.b+x: c\nx@own.example: y\n" },
    "a name that is as long as it may be": { "sendmail.mc": MC, aliases: `${"x".repeat(255)}: jane\n` },
    "a host that may be the server's own": { "sendmail.mc": MC, aliases: "x@else.example: y\n" },
  },
});
