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
    const { kind } = keyOf(entry.key);
    if (kind === "detail" || kind === "any-detail" || entry.key.slice(0, entry.key.lastIndexOf("@")).includes("+"))
      return;
    report({
      span: valueSpan(entry, empty),
      severity: "warning",
      message: `${empty.text.slice(0, 2)} is empty for mail without +detail, which is then refused.\nsendmail says "${empty === value.host ? "Invalid host name" : "User address required"}". %1 is the user; a key such as user+*@domain matches only mail with a detail.`,
    });
  },
);
