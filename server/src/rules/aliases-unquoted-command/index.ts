// A program with arguments, or a path with a space, without double quotes.

import { addressSign } from "../../kinds/aliases/targets.ts";
import { joined } from "../../tables/values/joined.ts";
import { recipientFix, troubleRule } from "../facts/alias-targets.ts";

export const rule = troubleRule(
  {
    code: "aliases-unquoted-command",
    title: "A program with arguments, or a path with a space, without double quotes",
    severity: "error",
    kinds: ["aliases", "list", "userdb"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bv: mailer prog, user |/usr/bin/php.-q.x; mailer esmtp for a command with an @"],
  },
  ["unquoted-program", "unquoted-path"],
  (recipient, trouble, report) => {
    const { text, target } = recipient;
    const read = joined(text).text.replaceAll('"', "").replace(/^\|/, "");
    const sign = trouble === "unquoted-program" ? addressSign(text) : undefined;
    const quoted = target.includes('"') ? undefined : `"${trouble === "unquoted-program" ? `|${target}` : target}"`;
    report({
      span: recipient.span,
      message:
        sign !== undefined
          ? `Without double quotes sendmail reads this command as an address.\n${read.includes("@") ? `Mail goes to the host ${read.slice(read.lastIndexOf("@") + 1)}` : `${sign} is a sign of addresses`}. Write the whole command in double quotes: ${quoted ?? '"|program argument"'}.`
          : trouble === "unquoted-program"
            ? `Without double quotes sendmail joins the words: it runs ${shown(read)}.\nThere is no such program, so the mail bounces. Write the whole command in double quotes: ${quoted ?? '"|program argument"'}.`
            : `Without double quotes sendmail joins the words: it writes to ${shown(read)}.\nWrite the path in double quotes${quoted === undefined ? "" : `: ${quoted}`}. If the words are several recipients, put commas between them.`,
      fixes: () =>
        quoted === undefined || text.includes("#")
          ? []
          : [
              recipientFix(
                recipient,
                quoted,
                `Put it in double quotes: sendmail ${trouble === "unquoted-program" ? "runs" : "writes to"} ${target}`,
              ),
            ],
    });
  },
);

/** Short enough for a first line. */
function shown(text: string): string {
  return text.length > 17 ? `${text.slice(0, 16)}…` : text;
}
