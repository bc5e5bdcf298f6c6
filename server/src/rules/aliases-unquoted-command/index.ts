// A program with arguments, or a path with a space, without double quotes.
import { joined } from "../../tables/values/joined.ts";
import { recipientFix, troubleRule } from "../alias-targets.ts";

export const rule = troubleRule(
  {
    code: "aliases-unquoted-command",
    title: "A program with arguments, or a path with a space, that is not in double quotes",
    severity: "error",
    kinds: ["aliases", "list"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bv: mailer prog, user |/usr/bin/php.-q.x"],
  },
  ["unquoted-program", "unquoted-path"],
  (recipient, trouble, report) => {
    const { text, target } = recipient;
    const read = joined(text).text.replaceAll('"', "").replace(/^\|/, "");
    const quoted = target.includes('"') ? undefined : `"${trouble === "unquoted-program" ? `|${target}` : target}"`;
    report({
      span: recipient.span,
      message:
        trouble === "unquoted-program"
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
