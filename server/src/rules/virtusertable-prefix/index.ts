// smtp:, mailto: or an address before a recipient: sendmail drops it, and a host alone is then a user's name.
import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";
import { partFix, valueSpan } from "../edits/table-edits.ts";
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

export const rule = virtualValueRule(
  {
    code: "virtusertable-prefix",
    title: "A mailer before the recipient, which sendmail drops",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "safe",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["prefixed"],
  ({ prefix, rest }, entry, report) => {
    const written = { start: prefix.start, end: rest.start };
    const target = readVirtusertableValue(rest.text);
    if (target.kind === "address" && target.host !== undefined) {
      report({
        span: valueSpan(entry, { start: prefix.start, end: prefix.end + 1 }),
        message: `sendmail drops "${prefix.text}:" here.\nMail goes to ${rest.text} the usual way. The mailertable decides which mailer a domain uses. Remove it.`,
        fixes: () => [partFix(entry, written, "", `Remove ${prefix.text}:`, "safe")],
      });
      return;
    }
    if (/^[;\s]*$/.test(rest.text)) {
      report({
        span: entry.valueSpan,
        severity: "error",
        message: `Nothing follows the colon, so sendmail refuses mail with 553.\nsendmail says "List:; syntax illegal". Write one user or one address.`,
      });
      return;
    }
    // local:user works, and means what it says.
    if (prefix.text.toLowerCase() === "local" && target.kind === "address") return;
    const isHost = target.kind === "address" && /^(?:\[.+\]|[\w-]+(?:\.[\w-]+)+)$/.test(rest.text);
    report({
      span: entry.valueSpan,
      severity: "error",
      message: `sendmail drops "${prefix.text}:" here, and reads the rest as a user.\nMail for ${entry.key} is refused unless there is such a user. Write an address${isHost ? `, such as %1@${rest.text}` : ""}; the mailertable decides which mailer a domain uses.`,
      fixes: () =>
        isHost
          ? [
              partFix(
                entry,
                { start: 0, end: entry.value.length },
                `%1@${rest.text}`,
                `Write %1@${rest.text}: mail then goes there`,
              ),
            ]
          : [],
    });
  },
);
