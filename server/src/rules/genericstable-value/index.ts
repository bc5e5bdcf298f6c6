// Right sides of the genericstable that give senders an address to which nobody can reply, or the server's own name.
import { keyOf } from "../../kinds/genericstable/key.ts";
import { readGenericsValue } from "../../tables/values/rewriting.ts";
import { partFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

/** What is wrong, and what sendmail makes of it. */
const WHY = {
  words: "sendmail joins the words with dots.",
  list: "sendmail does not split the list.",
  "no-user": "There is no user before the @.",
  "no-host": "There is no host after the @.",
} as const;

export const rule: EntryRule = {
  meta: {
    code: "genericstable-value",
    title: "A right side of the genericstable that is not an address",
    severity: "error",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    const key = keyOf(entry.key);
    if (key.kind === "never" || /\s#/.test(entry.value)) return;
    const value = readGenericsValue(entry.value);
    if (value.kind === "odd") {
      const { why, text } = value;
      const isWhole = key.kind === "domain" && why === "no-user" && /^@[\w.-]+$/.test(text.text);
      report({
        span: entry.valueSpan,
        message: `This is not one address: nobody can reply to such a sender.\n${WHY[why]} Write one address, such as joe.doe@example.com${isWhole ? `, or %1${text.text} for the same user there` : ""}.`,
        fixes: () =>
          isWhole ? [partFix(entry, text, `%1${text.text}`, `Write %1${text.text}: senders keep their user`)] : [],
      });
      return;
    }
    if (value.host !== undefined || /^[{<]/.test(value.user.text)) return;
    const isDomain = /^[\w-]+(?:\.[\w-]+)+$/.test(value.user.text) && key.kind === "domain";
    report({
      span: entry.valueSpan,
      severity: isDomain ? "warning" : "information",
      message: `Without an @, sendmail adds the server's own name to this sender.\n${
        isDomain
          ? `To give senders the same user in that domain, write %1@${value.user.text}.`
          : "Write the whole address if you want another domain."
      }`,
      fixes: () =>
        isDomain
          ? [
              partFix(
                entry,
                value.user,
                `%1@${value.user.text}`,
                `Write %1@${value.user.text}: senders keep their user`,
              ),
            ]
          : [],
    });
  },
};
