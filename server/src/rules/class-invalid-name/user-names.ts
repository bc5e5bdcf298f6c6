// Words of trusted-users, exposed-users and other files of users that are not the name of a user.
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import { keyFix } from "../edits/table-edits.ts";
import type { Reason } from "../shapes/reasons.ts";
import { userFault } from "../values/class-words.ts";

export const userReason: Reason = {
  severity: "warning",
  checkEntry(entry, context, report) {
    const { className = "" } = context;
    if (!USER_CLASSES.has(className)) return;
    const found = userFault(entry.key, className);
    if (found === undefined) return;
    const { why, written } = found;
    report({
      span: entry.keySpan,
      message: `${why}\nThis word does nothing. ${written === undefined ? "Correct or remove it." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context)]),
    });
  },
};
