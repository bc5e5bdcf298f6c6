// An alias for a name that is neither a user of the host nor an alias.
import { recipientsOf } from "../../kinds/aliases/targets.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type Recipient, readRecipients } from "../../tables/values/recipients.ts";
import { aliasFiles, aliasGraph, namesFor } from "../facts/alias-graph.ts";
import { isUser, knownUsers, withoutDetail } from "../facts/host-users.ts";
import { referencesFor } from "../facts/kept-references.ts";
import type { SiteRule } from "../types.ts";

/** Findings of one file: a list of users that is not the server's would otherwise fill it. */
const MOST_REPORTED = 50;

export const rule: SiteRule = {
  meta: {
    code: "aliases-unknown-user",
    title: "A recipient who is neither a user of the host nor an alias",
    severity: "information",
    kinds: ["aliases", "list"],
    fix: "none",
    versions: "*",
    sources: ["seen with sendmail -bv: User unknown"],
  },
  check(site, report) {
    const users = knownUsers(site);
    const graph = aliasGraph(site);
    if (users === undefined || graph === undefined) return;
    const isAlias = (name: string) => graph.find(name.toLowerCase()) !== undefined;
    /** Recipients that are users or nobody: names that no alias has, and those that are not looked for in the aliases again. */
    const unknownIn = <R extends Recipient>({ lookup }: TableEntry, isList: boolean, recipients: readonly R[]) =>
      recipients.filter(({ kind, target }) => {
        if (target === "*" || isUser(users, withoutDetail(target))) return false;
        if (kind === "direct") return /^[\w.-]+$/.test(target);
        // Where a name is all that its alias has, the alias does nothing, which another rule says.
        const isOwn = !isList && recipients.length > 1 && target.toLowerCase() === lookup;
        return kind === "local" && (isOwn || !isAlias(target));
      });
    for (const file of [...aliasFiles(site), ...site.tablesOf("list").filter(({ named }) => named)]) {
      const blocks = file.table.blocks();
      const isList = file.kind === "list";
      const found = referencesFor(`unknown users ${site.id} ${file.uri}`).find(
        blocks,
        aliasFiles(site).flatMap(({ table }) => table.blocks()),
        {
          namesIn: (entry) => localNames(entry).flatMap((name) => namesFor(name.toLowerCase())),
          counts: (entry) => unknownIn(entry, isList, readRecipients(entry.value)).length > 0,
          context: [...users].join(" "),
        },
      );
      for (const { block, offset } of found.first(MOST_REPORTED)) {
        const entry = file.table.entryAtOffset(block.start + offset);
        if (entry === undefined) continue;
        for (const { target, span } of unknownIn(entry, isList, recipientsOf(entry, file.document))) {
          const name = target.length > 30 ? `${target.slice(0, 29)}…` : target;
          report({
            span,
            message: `No user${isAlias(target) ? "" : " and no alias"} is called ${name}, as far as etc/passwd says.\nsendmail returns mail for such a name with "User unknown". Check the spelling, or write the whole address of somebody elsewhere.`,
          });
        }
      }
    }
  },
};

function localNames({ value }: TableEntry): readonly string[] {
  return readRecipients(value).flatMap(({ kind, target }) => (kind === "local" && target !== "*" ? [target] : []));
}
