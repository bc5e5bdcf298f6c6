// A comment after a recipient: sendmail reads it as part of the recipient.
import { recipientFix, troubleRule } from "../facts/alias-targets.ts";

export const rule = troubleRule(
  {
    code: "aliases-inline-comment",
    title: "A comment after a recipient becomes part of the recipient",
    severity: "error",
    kinds: ["aliases", "list", "userdb"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bv: User unknown"],
  },
  ["comment"],
  (recipient, _trouble, report) => {
    const kept = recipient.text.replace(/\s*#.*$/s, "");
    const host = /@\S+/.test(kept);
    report({
      span: recipient.span,
      message: `The comment becomes part of the recipient: mail is lost or returned.\nIn aliases # begins a comment in the first column only. ${host ? "The words are joined to the host's name with dots." : "sendmail looks for a user of that name and says User unknown."} Put the comment on a line of its own, or in parentheses.`,
      fixes: () =>
        kept === "" || !/^\S+$/.test(kept)
          ? []
          : [recipientFix(recipient, kept, `Remove the comment: mail then goes to ${kept}`)],
    });
  },
);
