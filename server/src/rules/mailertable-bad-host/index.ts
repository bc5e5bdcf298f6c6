// What stands for a host and can be none: nothing at all, two words, a URL.

import { hostFault, isTcp, userFault } from "../../tables/values/host-fault.ts";
import { partFix, valueSpan } from "../edits/table-edits.ts";
import { targetRule } from "../facts/mailertable-lines.ts";
import { MAILERS } from "../facts/site-facts.ts";
import type { EntryRule } from "../types.ts";

const perHost = targetRule(
  {
    code: "mailertable-bad-host",
    title: "A right side without a host, or with something that is not a host",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      "seen with sendmail -bt and sendmail -v",
      'seen with a name server: "Host unknown (Name server: 192.0.2.1: host not found)"',
    ],
  },
  "mailer",
  ({ mailer, host, hosts }, entry, context, report) => {
    // Of a mailer that there is not another rule speaks.
    if (context.fact(MAILERS)?.has(mailer.text.toLowerCase()) === false) return;
    if (host.text === "" || host.text === ".") {
      report({
        span: entry.valueSpan,
        message:
          "There is no host after the colon, so sendmail uses the rest of the address.\nMail for the domain fails. Write the host, such as esmtp:[mail.example.com].",
      });
      return;
    }
    if (mailer.text.toLowerCase() === "prog") {
      report({
        span: entry.valueSpan,
        message:
          'sendmail refuses mail for the domain: programs are for aliases.\nIt says "Cannot mail directly to programs". Write local: and an alias for the program.',
      });
      return;
    }
    // Other mailers take what they like, and a comment has a rule of its own.
    if (!isTcp(mailer) || /\s#/.test(host.text)) return;
    const fault = hostFault(host, hosts);
    if (fault === undefined) return;
    const { part, why, advice, better } = fault;
    report({
      span: valueSpan(entry, part),
      message: `${why}: mail for the domain fails.\n${advice}`,
      fixes: () =>
        better === undefined ? [] : [partFix(entry, part, better, `Write ${better}: mail then goes there`)],
    });
  },
  [MAILERS],
);

/** `local:` takes a user, as the virtusertable does; programs and files are for aliases. */
const perUser = targetRule(perHost.meta, "local", ({ user }, entry, _context, report) => {
  const fault = /\s#/.test(user.text) ? undefined : userFault(user);
  if (fault === undefined) return;
  report({
    span: valueSpan(entry, user),
    message: `This is not a user: sendmail refuses mail for the domain.\nWrite one user, or an alias; ${fault === "program" ? "programs, files" : "programs"} and lists of recipients are for the aliases.`,
  });
});

export const rule: EntryRule = {
  ...perHost,
  checkEntry(entry, context, report) {
    perHost.checkEntry(entry, context, report);
    perUser.checkEntry(entry, context, report);
  },
};
