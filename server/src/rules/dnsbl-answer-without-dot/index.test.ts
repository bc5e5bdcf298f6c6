import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const list = (...answers: readonly string[]) => ({
  "sendmail.mc": mc(
    `FEATURE(\`enhdnsbl', \`zen.spamhaus.org', \`', \`t', ${answers.map((a) => `\`${a}'`).join(", ")})dnl`,
  ),
});

const OLD = { targetVersion: "8.17.1.9" };

testRule(rule, {
  finds: {
    "an address": { files: list("⟦127.0.0.2⟧"), fixed: list("127.0.0.2."), options: OLD },
    "a pattern after a good one": { files: list("127.0.0.2.", "⟦127.0.0.$-⟧"), options: { targetVersion: "8.12" } },
  },
  silent: {
    "answers with a dot": { files: list("127.0.0.2.", "127.0.0.$-."), options: OLD },
    "a pattern that takes the rest": { files: list("127.0.0.$+"), options: OLD },
    "no answers": {
      files: { "sendmail.mc": mc("FEATURE(`enhdnsbl', `zen.spamhaus.org')dnl") },
      options: OLD,
    },
    "sendmail 8.18.1, which adds no dot": { files: list("127.0.0.2"), options: { targetVersion: "8.18.1" } },
    "a version that nobody knows": list("127.0.0.2"),
  },
});
