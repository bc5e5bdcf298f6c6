// A right side that names no mailer: sendmail takes no notice of the line.

import { keyOf, readFor } from "../../kinds/mailertable/key.ts";
import { partFix } from "../edits/table-edits.ts";
import { targetRule } from "../facts/mailertable-lines.ts";
import { inOneWord, ONE_WORD } from "../facts/one-word.ts";
import { MAILERS } from "../facts/site-facts.ts";

/** A host that was meant as one: a domain name, or an address or name in brackets. */
const HOST = /^(?:\[[^\]\s]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)$/i;

/** Words of the access map. */
const REFUSAL = /^(?:REJECT|ERROR|DISCARD|DENY)$/i;

const REFUSE = "error:5.7.1:550 Mail for this domain is not accepted";

export const rule = targetRule(
  {
    code: "mailertable-no-mailer",
    title: "A right side without a mailer: sendmail ignores the line",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bt"],
  },
  "ignored",
  (_target, entry, context, report) => {
    const { value, valueSpan } = entry;
    const whole = { start: 0, end: value.length };
    const key = keyOf(entry.key);
    const filled = readFor(value, key);
    if (filled.kind !== "ignored" && key.kind !== "never") {
      if (filled.kind === "mailer" && context.fact(MAILERS)?.has(filled.mailer.text.toLowerCase()) !== false) return;
      report({
        span: valueSpan,
        severity: "error",
        message:
          "sendmail takes the mailer's name from the domain here: mail is refused with 554.\nThere is no mailer of that name. Write mailer:host, such as esmtp:[mail.example.com].",
      });
      return;
    }
    const isRefusal = REFUSAL.test(value);
    const refusal = context.fact(ONE_WORD).has(context.document.uri) ? inOneWord(REFUSE) : REFUSE;
    report({
      span: valueSpan,
      severity: isRefusal ? "error" : "warning",
      message: `This line does nothing: its right side does not name a mailer.\nMail goes where the DNS says. ${
        isRefusal
          ? `${value} does not work in the mailertable; write ${refusal}.`
          : "Write mailer:host, such as esmtp:[mail.example.com]."
      }`,
      fixes: () => {
        if (isRefusal) return [partFix(entry, whole, refusal, "Refuse mail for this domain")];
        return HOST.test(value)
          ? [partFix(entry, whole, `esmtp:${value}`, `Write esmtp:${value}: mail for this domain goes there`)]
          : [];
      },
    });
  },
  [ONE_WORD, MAILERS],
);
