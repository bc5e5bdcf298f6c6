// @host, user@: an address that lacks a part.
import { partFix } from "../edits/table-edits.ts";
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

export const rule = virtualValueRule(
  {
    code: "virtusertable-incomplete-address",
    title: "An address without a user or without a host",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["no-user", "no-host"],
  ({ kind, text }, entry, report) => {
    if (text.text === "@") {
      report({
        span: entry.valueSpan,
        message: `A single @ is not an address: ${entry.value === "@" ? "this line changes nothing" : "sendmail finds no user of that name"}.\nWrite one user or one address.`,
      });
      return;
    }
    const better = `%1${text.text}`;
    report({
      span: entry.valueSpan,
      message:
        kind === "no-user"
          ? `There is no user before the @, so sendmail refuses mail with 553.\nsendmail says "User address required". Write ${better}: %1 is the user of the original recipient.`
          : `There is no host after the @, so sendmail refuses mail with 553.\nsendmail says "Hostname required". Write the host, or only the user for a user of this server.`,
      fixes: () =>
        kind === "no-user"
          ? [partFix(entry, text, better, `Write ${better}: mail then goes to the same user there`)]
          : [],
    });
  },
);
