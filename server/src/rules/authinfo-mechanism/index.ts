// A login for which sendmail tries no mechanism that the server is likely to take.
import { mechanismsIn } from "../../kinds/authinfo/value.ts";
import { PLAIN_MECHANISMS } from "../login.ts";
import { CLIENT_MECHANISMS, loginRule } from "../login-lines.ts";
import { valueSpan } from "../table-edits.ts";

export const rule = loginRule(
  {
    code: "authinfo-mechanism",
    title: "A login that sendmail tries by no mechanism that providers take",
    severity: "warning",
    fix: "asks",
    versions: "*",
    guidance: "auth",
    sources: [
      'cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"',
      "seen with sendmail and a server that offers PLAIN and LOGIN: Deferred: Temporary AUTH failure",
    ],
  },
  ({ entry, server, login }, context, report) => {
    if (login.fault !== undefined || server.kind === "never") return;
    const written = login.fields.get("M");
    const own = mechanismsIn(login);
    if (written !== undefined && own?.length === 1 && /[,;]/.test(own[0] ?? "")) {
      const spaced = written.text.trim().replace(/\s*[,;]\s*/g, " ");
      const title = `Write ${spaced}: sendmail then logs in by one of them`;
      report({
        span: valueSpan(entry, written),
        severity: "error",
        message: `Spaces divide mechanisms: sendmail takes this for the name of one.\nNo server has it, and mail waits in the queue with "Temporary AUTH failure". Write ${spaced}.`,
        fixes: () => [
          { title, grade: "asks", preferred: true, changes: [{ span: valueSpan(entry, written), newText: spaced }] },
        ],
      });
      return;
    }
    const known = context.fact(CLIENT_MECHANISMS);
    if (written !== undefined || known === undefined || !login.fields.has("P")) return;
    if ([...PLAIN_MECHANISMS].some((name) => known.has(name))) return;
    const end = { ...entry.valueSpan, start: entry.valueSpan.end };
    report({
      span: entry.valueSpan,
      cause: "mechanisms",
      message: `sendmail tries neither PLAIN nor LOGIN here, and most providers take no other.\nIt tries ${[...known].join(", ") || "nothing"}. Where the server offers none of these, mail waits in the queue with "Temporary AUTH failure". Add "M:PLAIN" to the line, or name PLAIN in confAUTH_MECHANISMS. Either sends the password readable for whoever listens, unless the connection is encrypted.`,
      fixes: () => [
        {
          title: 'Add "M:PLAIN": sendmail then sends the password as it is',
          grade: "asks",
          preferred: true,
          changes: [{ span: end, newText: ' "M:PLAIN"' }],
        },
      ],
    });
  },
  [CLIENT_MECHANISMS],
);
