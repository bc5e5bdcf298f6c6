// A list that sendmail cannot read, does not take for one, or finds nobody in.
import { troubleOf } from "../../kinds/aliases/targets.ts";
import { MOST_LISTS } from "../../site/lists.ts";
import { recipientFix, recipientsIn } from "../facts/alias-targets.ts";
import { INCLUDED_LISTS, type ListTrouble } from "../facts/included-lists.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-include",
    title: "A list that sendmail cannot read or does not treat as a list",
    severity: "error",
    kinds: ["aliases", "list"],
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
            "Without a colon before include this is a file: mail is appended to it.\nWrite :include: with a colon at both ends.",
          fixes: () => [
            recipientFix(recipient, `:${recipient.text}`, "Write :include:: mail then goes to everybody in the file"),
          ],
        });
      else if (trouble === "relative-include")
        report({
          span,
          message:
            "The path of this list does not begin with a slash: sendmail cannot open it.\nIt looks in its current folder, and says Cannot open. Write the whole path.",
        });
      else if (trouble === "include-address")
        report({
          span,
          message:
            "This is not a list: a sign in its path makes an address of it.\nWith one of @ % ! [ ] sendmail reads no file, not even in double quotes. Give the file another name.",
        });
      else if (recipient.kind === "include") {
        const found = context.fact(INCLUDED_LISTS).get(recipient.target);
        // A list within a list is read as the owner of the outer one; that nobody is on it matters to the alias.
        const counts =
          found !== undefined && !(context.kind === "list" && /^(?:rights|empty|circle)$/.test(found.kind));
        if (counts)
          report({
            span,
            message: said(found),
            ...(found.kind === "empty" || found.kind === "unread" ? { severity: "information" as const } : {}),
          });
      }
    }
  },
};

function said(found: ListTrouble): string {
  switch (found.kind) {
    case "missing":
      return "This list does not exist: sendmail says Cannot open, and mail bounces.\nCreate the file, or correct the name.";
    case "not-a-file":
      return "This is not a file: sendmail says Cannot open, and mail bounces.\nName the file with the list.";
    case "writable":
      return `sendmail does not read this list: ${found.by === "group" ? "its group" : "everybody"} may write it.\nIt says Cannot open, and mail bounces. Take the right away: chmod go-w.`;
    case "empty":
      return 'This list has no recipients: nobody gets the mail.\nIf the alias has no other recipient, sendmail says "aliasing/forwarding loop broken" and returns the mail. Write at least one recipient in the file.';
    case "circle":
      return 'This list includes itself and nobody else: nobody gets the mail.\nsendmail says "aliasing/forwarding loop broken" and returns it. Write at least one recipient in the file.';
    case "unread":
      return `This list and the new ones after it are not checked.\n${MOST_LISTS} lists are read for a server. sendmail itself has no such limit. Look at these files yourself.`;
    case "folder":
      return `sendmail does not read this list: ${found.by === "group" ? "the group" : "everybody"} may write its folder.\nIt says Cannot open, and mail bounces. Take the right away: chmod go-w ${found.path}.`;
    case "rights":
      return `sendmail may not read this list.\nIt reads it as user ${found.user} (option DefaultUser), who may not read or enter ${found.path}. It says Cannot open: Permission denied, and mail bounces.`;
  }
}
