// From a line of a table to what reads it, and to every other place that names the same domain, user or address.
import type { MailName, Written } from "../../kinds/mail-names.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { type Span, touches } from "../../text.ts";
import type { Occurrences, Place } from "../editor.ts";
import { type ConfigName, placesOfConfigName } from "./config-names.ts";
import { mailerInTable, nameInTable, placesOfName } from "./mail-names.ts";
import { renameConfigName } from "./rename-config.ts";
import { renameOf } from "./rename-name.ts";

/**
 * What is under the cursor. A user leads to the alias of that name; every line leads to the word of the .mc that has the table
 * read.
 */
export function tableOccurrences({ site, file, offset }: Place<TableFile>): Occurrences | undefined {
  const mailer = mailerInTable(site, file, offset);
  if (mailer !== undefined) return mailerOccurrences(site, file, mailer);
  const name = nameInTable(site, file, offset);
  const readers = readersOf(site, file);
  if (name === undefined) {
    const isEntry = file.table.entryAtOffset(offset) !== undefined;
    const span = { source: file.uri, start: offset, end: offset };
    return isEntry && readers.length > 0 ? { span, definitions: readers, uses: () => [] } : undefined;
  }
  const meant =
    name.thing === "user" ? aliasesOf(site, name) : name.thing === "address" ? meantBy(site, name.text) : [];
  const isThere = meant.some((span) => span.source === name.span.source && touches(span, name.span.start));
  return {
    span: name.span,
    definitions: meant.length > 0 && !(isThere && readers.length > 0) ? meant : readers,
    uses: (only) => placesOfName(site, name, { only }),
    rename: renameOf(site, name),
  };
}

/** What has a table read: the words of the configuration that name it; by default the lines of the .cf that do. */
export function readersOf({ cf, kinds }: MailSite, { kind, naming }: TableFile): readonly Span[] {
  if (naming === undefined) return [];
  if (naming.span.end > naming.span.start) return [naming.span];
  const named = cf === undefined ? [] : kinds.table(kind).namedIn(cf.config);
  return named.flatMap(({ path, span }) => (path === naming.path ? [span] : []));
}

/** A mailer leads to its MAILER or M line; one that nobody defines to what reads the table. */
function mailerOccurrences(site: MailSite, file: TableFile, { text, span }: Written): Occurrences {
  const name: ConfigName = { thing: "mailer", key: text.toLowerCase() };
  const definitions = placesOfConfigName(site, name, "definition");
  return {
    span,
    definitions: definitions.length > 0 ? definitions : readersOf(site, file),
    uses: (only) => placesOfConfigName(site, name, "use", only),
    rename: renameConfigName(site, name, span),
  };
}

/** Where the tables say what an address is: its line of the virtusertable, that of its domain; the alias where it is this server's. */
function meantBy(site: MailSite, address: string): readonly Span[] {
  const [user = "", domain = ""] = address.toLowerCase().split("@");
  for (const key of [`${user}@${domain}`, `@${domain}`]) {
    const found = site.tablesOf("virtusertable").flatMap(({ table }) => table.lookup(key)?.keySpan ?? []);
    if (found.length > 0) return found;
  }
  const isLocal = site.tables.some(({ className, table }) => className === "w" && table.lookup(domain) !== undefined);
  return isLocal ? aliasesOf(site, { text: user }) : [];
}

/** The aliases of a user. */
export function aliasesOf(site: MailSite, { text }: Pick<MailName, "text">): readonly Span[] {
  return site.tablesOf("aliases").flatMap(({ table }) => {
    const entry = table.lookup(text.toLowerCase());
    return entry === undefined ? [] : [entry.keySpan];
  });
}
