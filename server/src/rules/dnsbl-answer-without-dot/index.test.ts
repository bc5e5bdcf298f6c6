import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const list = (...answers: readonly string[]) => ({
  "sendmail.mc": mc(
    `FEATURE(\`enhdnsbl', \`zen.spamhaus.org', \`', \`t', ${answers.map((a) => `\`${a}'`).join(", ")})dnl`,
  ),
});

testRule(rule, {
  finds: {
    "an address": { files: list("⟦127.0.0.2⟧"), fixed: list("127.0.0.2.") },
    "a pattern behind a good one": list("127.0.0.2.", "⟦127.0.0.$-⟧"),
  },
  silent: {
    "answers with a dot": list("127.0.0.2.", "127.0.0.$-."),
    "a pattern that takes the rest": list("127.0.0.$+"),
    "no answers": { "sendmail.mc": mc("FEATURE(`enhdnsbl', `zen.spamhaus.org')dnl") },
  },
});
