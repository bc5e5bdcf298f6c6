// No alias for postmaster, or one that throws the mail away or takes it to an account without a person.

import type { TextDocument } from "../../text.ts";
import { lineEndOf } from "../edits/edits.ts";
import { lineAtEnd } from "../edits/table-edits.ts";
import { aliasFiles, aliasGraph, firstLineOf, hasHub, knowsAllAliases } from "../facts/alias-graph.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "aliases-no-postmaster",
    title: "Nobody gets the mail for postmaster",
    severity: "warning",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["RFC 5321 §4.5.1", "seen with sendmail -bv postmaster: User unknown"],
  },
  check(site, report) {
    const graph = aliasGraph(site);
    const [first] = aliasFiles(site);
    if (first === undefined || !knowsAllAliases(site) || hasHub(site)) return;
    // Of files without entries there is no graph.
    const alias = graph?.find("postmaster");
    if (graph === undefined || alias === undefined) {
      report({
        span: firstLineOf(first),
        message:
          "There is no alias for postmaster: unless that is a user, its mail bounces.\nEvery mail server must accept mail for postmaster (RFC 5321), and sendmail sends reports of lost mail there. Add a line such as postmaster: root.",
        fixes: () => [
          {
            title: "Add postmaster: root: mail for postmaster then goes to root",
            grade: "asks",
            preferred: true,
            changes: [lineAtEnd(first.document, `${closing(first.document)}postmaster: root`)],
          },
        ],
      });
      return;
    }
    const { isDropped, isUnread, users } = graph.fate("postmaster");
    if (!isDropped && !isUnread) return;
    const where = isDropped
      ? "is thrown away: it goes to /dev/null"
      : `goes to the account ${[...users].join(", ")}, which no person reads`;
    report({
      span: alias.entry.keySpan,
      message: `Mail for postmaster ${where}.\nOther people report problems with this server to postmaster, and sendmail reports lost mail there. Name a person.`,
    });
  },
};

/** Empty lines that end the last line where it goes on: each takes one of its backslashes. One before a CR joins nothing. */
function closing(document: TextDocument): string {
  const [, { length } = "", newline] = /(\\*)(\n?)$/.exec(document.getText()) ?? [];
  if (lineEndOf(document) === "\n") return "\n".repeat(length);
  return newline === "\n" && length > 0 ? "\n" : "";
}
