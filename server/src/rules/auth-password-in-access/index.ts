// Passwords in the access map.
import { valueSpan } from "../edits/table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "auth-password-in-access",
    title: "A password in the access map",
    severity: "warning",
    kinds: ["access"],
    fix: "none",
    versions: ">=8.12",
    guidance: "auth",
    sources: [
      'cf/README, section "SMTP authentication"',
      "seen with sendmail -bt: a login without AuthInfo: is a refusal",
    ],
  },
  concerns: ({ action }) => action === "authinfo" || action === "text",
  checkEntry(entry, _context, report) {
    const { action, value } = entry;
    if (action.kind === "authinfo" && action.secret !== undefined) {
      report({
        span: valueSpan(entry, action.secret),
        message:
          "This is a password, and often every local user can read the access map.\nMove the line to a map of its own that only root can read, and name that map with FEATURE(`authinfo'). If this file was ever shared, change the password.",
      });
    } else if (action.kind === "text" && /"P[:=][^"]/i.test(value)) {
      report({
        span: entry.valueSpan,
        message:
          "This password is the text of a refusal: anyone who is refused reads it.\nsendmail takes logins only from lines that begin with AuthInfo:. Write AuthInfo: and the name of the server, and change the password.",
      });
    }
  },
};
