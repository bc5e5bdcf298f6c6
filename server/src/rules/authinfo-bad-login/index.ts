// A login that sendmail cannot read.
import type { Fault } from "../../kinds/authinfo/value.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { TextDocument } from "../../text.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { loginRule } from "../facts/login-lines.ts";
import type { Fix } from "../types.ts";

const SAID: Readonly<Record<Fault["kind"], readonly [first: string, more: string]>> = {
  quotes: [
    "sendmail finds no login here: nothing is in straight double quotes.",
    'Write each part in double quotes, such as "U:user" "P:password". Curly quotes and apostrophes do not count.',
  ],
  part: [
    "sendmail does not understand this part, and stops reading the login here.",
    'Put each part in double quotes, with only spaces between the parts: "U:user" "P:password" "M:PLAIN", with the letters U, I, P, R, M.',
  ],
  base64: [
    "This is not base64, so sendmail does not use the login.",
    "After = sendmail expects base64, complete to its last =. Write a colon before plain text.",
  ],
  long: [
    "This part is too long: sendmail takes 252 bytes at most.",
    "Ask the provider for a shorter password or name.",
  ],
  "no-user": ["This login names no user, so sendmail does not use it.", 'Add "U:user".'],
  "no-password": ["This login has no password, so sendmail does not use it.", 'Add "P:password" on the same line.'],
};

export const rule = loginRule(
  {
    code: "authinfo-bad-login",
    title: "A login that sendmail cannot read, so it connects without logging in",
    severity: "error",
    fix: "asks",
    versions: "*",
    guidance: "auth",
    sources: [
      'cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"',
      "seen with sendmail and a server on loopback: 530 Authentication Required",
    ],
  },
  ({ entry, server, login: { fault } }, { document }, report) => {
    if (fault === undefined || server.kind === "never") return;
    const [first, more] = SAID[fault.kind];
    const span = "part" in fault ? valueSpan(entry, fault.part) : entry.valueSpan;
    report({
      span: fault.kind === "quotes" ? entry.valueSpan : span,
      message: `${first}\nIt connects without logging in, and the server refuses the mail. ${more}`,
      fixes: () => [...joined(entry, document), ...quoted(entry, fault)],
    });
  },
);

/** The fix for a login that goes on in the next line, which makemap refuses. */
function joined({ lineSpan, line }: TableEntry, document: TextDocument): readonly Fix[] {
  const { start, end } = document.getLineRange(line + 1);
  const indent = /^[ \t]+(?=["“”'UIPRM])/.exec(document.getText({ start, end }))?.[0];
  if (indent === undefined) return [];
  const span = { ...lineSpan, start: lineSpan.end, end: document.offsetAt(start) + indent.length };
  const title = "Join it with the next line: sendmail then logs in with both parts";
  return [{ title, grade: "asks", preferred: true, changes: [{ span, newText: " " }] }];
}

/** The fix that puts straight double quotes around parts that have none, or others. */
function quoted({ value, valueSpan: span }: TableEntry, { kind }: Fault): readonly Fix[] {
  if (kind !== "quotes" && kind !== "part") return [];
  const parts = value
    .replace(/[“”„‘’'`"]/g, '"')
    .replace(/(?<=")\s*,\s*(?=")/g, " ")
    .split(/\s+(?="?[UIPRM][:="])/i)
    .map((one) => one.replace(/^"?([UIPRM])([:=])"?([^"\s]+)"?$/i, '"$1$2$3"'));
  if (!parts.every((one) => /^"[UIPRM][:=][^"]+"$/i.test(one))) return [];
  const title = "Put each part in double quotes: sendmail then logs in with them";
  return [{ title, grade: "asks", preferred: true, changes: [{ span, newText: parts.join(" ") }] }];
}
