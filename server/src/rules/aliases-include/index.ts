// A list that sendmail cannot read, does not take for one, or finds nobody in.
import { troubleOf } from "../../kinds/aliases/targets.ts";
import { recipientFix, recipientsIn } from "../alias-targets.ts";
import { INCLUDED_LISTS, type ListTrouble } from "../included-lists.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-include",
    title: "A list that sendmail cannot read, or does not take for one",
    severity: "error",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ['seen with sendmail -bv: "Cannot open", "aliasing/forwarding loop broken"'],
  },
  facts: [INCLUDED_LISTS],
  checkEntry(entry, context, report) {
    for (const recipient of recipientsIn(entry, context)) {
      const trouble = troubleOf(recipient);
      const { span } = recipient;
      if (trouble === "include-word")
        report({
          span,
          message:
            "Without a colon before it this is no list: mail is added to that file.\nWrite :include: with a colon at both ends.",
          fixes: () => [
            recipientFix(recipient, `:${recipient.text}`, "Write :include:: mail then goes to everybody in the file"),
          ],
        });
      else if (trouble === "relative-include")
        report({
          span,
          message:
            "The path of this list does not begin with a slash: sendmail cannot open it.\nIt looks in the folder that it happens to run in, and says Cannot open. Write the whole path.",
        });
      else if (recipient.kind === "include") {
        const found = context.fact(INCLUDED_LISTS).get(recipient.target);
        if (found !== undefined) report({ span, message: said(found) });
      }
    }
  },
};

function said(found: ListTrouble): string {
  switch (found.kind) {
    case "missing":
      return "This list does not exist: sendmail says Cannot open, and mail comes back.\nCreate the file, or name the one that is meant.";
    case "not-a-file":
      return "This is not a file: sendmail says Cannot open, and mail comes back.\nName the file with the list.";
    case "writable":
      return `sendmail does not read this list: ${found.by === "group" ? "its group" : "everybody"} may write it.\nIt says Cannot open, and mail comes back. Take the right away: chmod go-w.`;
    case "empty":
      return 'This list has no recipients: nobody gets the mail.\nIf nobody else is named in the alias, sendmail says "aliasing/forwarding loop broken" and returns it. Write at least one recipient into the file.';
    case "recipient":
      return `Line ${found.line} of this list is not what it looks like to sendmail.\nIn lists only # in the first column begins a comment, commas divide recipients, and programs with arguments need double quotes. It is: ${found.text.length > 60 ? `${found.text.slice(0, 59)}…` : found.text}.`;
  }
}
