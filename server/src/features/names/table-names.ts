// From a line of a table to what reads it, and to every other place that names the same domain, user or address.
import type { MailName } from "../../kinds/mail-names.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import type { Occurrences, Place } from "../editor.ts";
import { nameInTable, placesOfName } from "./mail-names.ts";
import { renameOf } from "./rename-name.ts";

/**
 * What is under the cursor. A user leads to the alias of that name; every line leads to the word of the .mc that has the table
 * read.
 */
export function tableOccurrences({ site, file, offset }: Place<TableFile>): Occurrences | undefined {
  const name = nameInTable(site, file, offset);
  const readers = file.naming === undefined ? [] : [file.naming.span];
  if (name === undefined) {
    const isEntry = file.table.entryAtOffset(offset) !== undefined;
    const span = { source: file.uri, start: offset, end: offset };
    return isEntry && readers.length > 0 ? { span, definitions: readers, uses: () => [] } : undefined;
  }
  const aliases = name.thing === "user" ? aliasesOf(site, name) : [];
  const isThere = aliases.some(({ start, source }) => source === name.span.source && start === name.span.start);
  return {
    span: name.span,
    definitions: aliases.length > 0 && !isThere ? aliases : readers,
    uses: (only) => placesOfName(site, name, { only }),
    rename: renameOf(site, name),
  };
}

/** The aliases of a user. */
export function aliasesOf(site: MailSite, { text }: Pick<MailName, "text">): readonly Span[] {
  return site.tablesOf("aliases").flatMap(({ table }) => {
    const entry = table.lookup(text.toLowerCase());
    return entry === undefined ? [] : [entry.keySpan];
  });
}
