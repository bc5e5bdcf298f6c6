// More than one recipient on the right side of a virtusertable, which takes one.
import { angled, FIRST_ALONE, isMoreAfter } from "../../tables/values/angled.ts";
import { partFix } from "../edits/table-edits.ts";
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

/** A line that belongs to another rule: a comment, a reply without error:. */
const OTHER = /\s#|^\d{3}\s/;

export const rule = virtualValueRule(
  {
    code: "virtusertable-several-recipients",
    title: "More than one recipient on the right side",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["address", "list", "words"],
  (value, entry, report) => {
    if (OTHER.test(entry.value)) return;
    const angle = angled(entry.value);
    if (angle !== undefined && isMoreAfter(entry.value, angle)) {
      report({ span: entry.valueSpan, message: `${FIRST_ALONE} List the recipients in an alias.` });
      return;
    }
    if (value.kind === "address") return;
    const { kind, text } = value;
    const alone = /^([^\s,]+)\s*,\s*$/.exec(entry.value)?.[1];
    if (alone !== undefined) {
      report({
        span: entry.valueSpan,
        message: `The comma becomes part of the recipient, and sendmail refuses the mail.\nOnly one recipient is allowed here, without a comma. Write ${alone}.`,
        fixes: () => [
          partFix(entry, { start: 0, end: entry.value.length }, alone, `Write ${alone}: mail then goes there`),
        ],
      });
      return;
    }
    const [user = ""] = entry.key.split("@");
    report({
      span: entry.valueSpan,
      message: `sendmail refuses mail for this address: only one recipient is allowed here.\n${
        kind === "list"
          ? "sendmail does not split the list, and answers 553."
          : `sendmail joins the words to the user ${text.text.replace(/\s+/g, ".")}, which does not exist.`
      } Name one alias here${user === "" ? "" : `, such as ${user}-list`}, and list the recipients in the aliases.`,
    });
  },
);
