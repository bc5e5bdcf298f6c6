// A login for which sendmail tries no mechanism that the server is likely to take.
import { mechanismsIn } from "../../kinds/authinfo/value.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { PLAIN_MECHANISMS } from "../facts/login.ts";
import { CLIENT_MECHANISMS, loginRule } from "../facts/login-lines.ts";

export const rule = loginRule(
  {
    code: "authinfo-mechanism",
    title: "A login that sendmail never tries with a mechanism that providers accept",
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
    if (written !== undefined && !written.isBase64 && /^\s+$/.test(written.text)) {
      report({
        span: valueSpan(entry, written),
        severity: "error",
        message:
          'Only spaces are here: sendmail tries no mechanism at all.\nMail waits in the queue with "Temporary AUTH failure". Name a mechanism, such as "M:PLAIN", or remove this part.',
      });
      return;
    }
    const spaced = written?.text.match(/[A-Za-z][\w-]*/g)?.join(" ");
    if (
      written !== undefined &&
      !written.isBase64 &&
      spaced !== undefined &&
      own?.every((name) => !/^[\w-]+$/.test(name))
    ) {
      const title = `Write ${spaced}: sendmail then logs in with one of them`;
      report({
        span: valueSpan(entry, written),
        severity: "error",
        message: `Only spaces separate mechanisms: sendmail finds no name of one here.\nNo server offers it, and mail waits in the queue with "Temporary AUTH failure". Write ${spaced}.`,
        fixes: () => [
          { title, grade: "asks", preferred: true, changes: [{ span: valueSpan(entry, written), newText: spaced }] },
        ],
      });
      return;
    }
    const known = context.fact(CLIENT_MECHANISMS);
    // With nothing after the colon sendmail tries those of the configuration.
    if ((written?.text ?? "") !== "" || known === undefined || !login.fields.has("P")) return;
    if ([...PLAIN_MECHANISMS].some((name) => known.has(name))) return;
    const end = { ...entry.valueSpan, start: entry.valueSpan.end };
    report({
      span: entry.valueSpan,
      cause: "mechanisms",
      message: `sendmail tries neither PLAIN nor LOGIN here, and most providers accept no other.\nIt tries ${[...known].join(", ") || "nothing"}. If the server offers none of these, mail waits in the queue with "Temporary AUTH failure". Add "M:PLAIN" to the line, or name PLAIN in confAUTH_MECHANISMS. Unless the connection is encrypted, anyone who listens can then read the password.`,
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
