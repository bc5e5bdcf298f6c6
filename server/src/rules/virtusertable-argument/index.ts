// %0, %4: what sendmail does not fill in; %2, %3 that are empty for most mail.
import { unfilled } from "../../kinds/virtusertable/arguments.ts";
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { partFix, valueSpan } from "../edits/table-edits.ts";
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

export const rule = virtualValueRule(
  {
    code: "virtusertable-argument",
    title: "%0, %2 or %4 where it is empty",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["address", "no-user"],
  (value, entry, report) => {
    const found = unfilled(entry.value);
    if (found !== undefined) {
      const { name, start, isForeign } = found;
      const written = { start, end: start + name.length };
      report({
        span: valueSpan(entry, written),
        message: `sendmail does not fill in ${name} here, so nobody gets the mail.\n%1 is the user without +detail, %2 the detail, %3 the detail with its plus sign.`,
        fixes: () =>
          name === "%0" || isForeign
            ? [partFix(entry, written, "%1", "Write %1, the user: mail then goes to the same user there")]
            : [],
      });
      return;
    }
    if (value.kind !== "address") return;
    const empty = /^%[23]$/.test(value.user.text)
      ? value.user
      : /^%[23]/.test(value.host?.text ?? "")
        ? value.host
        : undefined;
    if (empty === undefined) return;
    const key = keyOf(entry.key);
    if (key.kind === "detail" || key.kind === "any-detail") return;
    const isWhole = key.kind === "user" && key.user.includes("+", 1);
    const sign = empty.text.slice(0, 2);
    report({
      span: valueSpan(entry, empty),
      severity: isWhole ? "error" : "warning",
      message: `${sign} is empty ${isWhole ? "where the key has the detail: mail is refused" : "for mail without +detail, which is then refused"}.\nsendmail says "${empty === value.host ? "Invalid host name" : "User address required"}". ${isWhole ? `%1 is ${key.user}` : "%1 is the user"}; a key such as user+*@domain matches only mail with a detail, and has it in ${sign}.`,
    });
  },
);
