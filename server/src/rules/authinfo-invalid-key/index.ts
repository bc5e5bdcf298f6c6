// A key that sendmail never asks for when it looks for a login.
import { loginRule } from "../login-lines.ts";
import { fullKeySpan } from "../table-edits.ts";

export const rule = loginRule(
  {
    code: "authinfo-invalid-key",
    title: "A login under a key that sendmail never looks up",
    severity: "error",
    fix: "asks",
    versions: "*",
    guidance: "auth",
    sources: [
      'cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"',
      "seen with sendmail and a server on loopback: 530 Authentication Required",
    ],
  },
  ({ entry, server }, _context, report) => {
    if (server.kind !== "never") return;
    const { why, meant } = server;
    report({
      span: fullKeySpan(entry),
      message: `sendmail never finds this login: ${why}.\nIt connects without logging in, and the server refuses the mail. Write ${
        meant ?? "AuthInfo: and the name of the server, such as AuthInfo:smtp.example.com"
      }.`,
      fixes: () =>
        meant === undefined
          ? []
          : [
              {
                title: `Write ${meant}: sendmail then logs in there`,
                grade: "asks",
                preferred: true,
                changes: [{ span: fullKeySpan(entry), newText: meant }],
              },
            ],
    });
  },
);
