// Letters beyond ASCII in recipients, which sendmail refuses before 8.17 (test/oracle/kinds/letters.test.ts).
import { isInRange, NEWEST_VERSION } from "../../catalog/index.ts";
import type { TableKindName } from "../../kinds/index.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { Span } from "../../text.ts";
import type { SiteRule } from "../types.ts";

/** The versions that do. */
const REFUSE = "<8.17";

const LETTER = /[^\0-\x7f]/;
const hasLetters = perBlock((block) => ({ any: [...block.entries()].some(({ value }) => LETTER.test(value)) }));

/**
 * The part of a rule that looks at a site for an old version.
 *
 * @param recipients of a line, those with which nothing else is wrong: what sendmail takes of each, and its place
 */
export function oldLetters(
  kinds: readonly TableKindName[],
  recipients: (entry: TableEntry, file: TableFile) => readonly { readonly target: string; readonly span: Span }[],
): Pick<SiteRule, "check"> {
  return {
    check(site: MailSite, report, { targetVersion = NEWEST_VERSION }) {
      if (!isInRange(targetVersion, REFUSE)) return;
      for (const file of site.tables)
        if (kinds.includes(file.kind))
          for (const entry of file.table
            .blocks()
            .flatMap((block) => (hasLetters(block).any ? [...block.entries()] : [])))
            if (LETTER.test(entry.value))
              for (const { target, span } of recipients(entry, file))
                if (LETTER.test(target))
                  report({
                    span,
                    message: `Before 8.17 sendmail refuses a recipient with a letter beyond ASCII.\nIt says "Syntax error in mailbox address". This server runs ${targetVersion}. Write it without such letters.`,
                  });
    },
  };
}
