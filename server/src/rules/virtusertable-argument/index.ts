// %0, %4: what sendmail does not fill in; %2, %3 that are empty for most mail.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { partFix, valueSpan } from "../table-edits.ts";
import { virtualValueRule } from "../virtusertable-lines.ts";

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
    const { value: text } = entry;
    const at = text.search(/%[04-9]/);
    if (at !== -1) {
      const written = { start: at, end: at + 2 };
      const name = text.slice(at, at + 2);
      report({
        span: valueSpan(entry, written),
        message: `sendmail does not fill in ${name} here, and refuses mail with 553.\n%1 is the user without +detail, %2 the detail, %3 the detail with its plus sign.`,
        fixes: () =>
          name === "%0"
            ? [partFix(entry, written, "%1", "Write %1, the user: mail then goes to the same user there")]
            : [],
      });
      return;
    }
    if (value.kind !== "address" || !/^%[23]$/.test(value.user.text)) return;
    const { kind } = keyOf(entry.key);
    if (kind === "detail" || kind === "any-detail" || entry.key.slice(0, entry.key.lastIndexOf("@")).includes("+"))
      return;
    report({
      span: valueSpan(entry, value.user),
      severity: "warning",
      message: `${value.user.text} is empty for mail without +detail, which is then refused.\nsendmail says "User address required". %1 is the user; a key such as user+*@domain matches only mail with a detail.`,
    });
  },
);
