// A domain alone on the right side of a line for a domain: a local user of that name, whom nobody has.
import { parse } from "tldts";
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { partFix } from "../edits/table-edits.ts";
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

export const rule = virtualValueRule(
  {
    code: "virtusertable-bare-domain",
    title: "A domain alone on the right side: sendmail reads it as a user",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["address"],
  ({ user, host }, entry, report) => {
    if (host !== undefined || !user.text.includes(".") || keyOf(entry.key).kind !== "domain") return;
    const { isIcann, domain } = parse(user.text);
    if (domain === null || isIcann !== true) return;
    const better = `%1@${user.text}`;
    report({
      span: entry.valueSpan,
      message: `sendmail reads this as the local user "${user.text.length > 30 ? "…" : user.text}", not as a domain.\nMail is refused with "User unknown" unless there is such a user or alias. To send it to the same user of that domain, write ${better}.`,
      fixes: () => [partFix(entry, user, better, `Write ${better}: mail then goes there`)],
    });
  },
);
