// What may be written in an aliases file.
import type { CompletionItem } from "vscode-languageserver-types";
import { hole, plain, plainItem } from "../../features/completion/items.ts";
import { afterCursor, beforeCursor, isDomainName, rangeBefore } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { pathAtEnd, type WrittenPath, writtenPath } from "../../features/written-path.ts";
import { policyOf } from "../../relay/index.ts";
import { aliasGraph } from "../../rules/facts/alias-graph.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { readRecipients } from "../../tables/values/recipients.ts";

/** Names offered from other lines, and domains. */
const MOST = 200;

/** Names that every server should answer for (RFC 2142), and who they are. */
const USUAL: readonly (readonly [name: string, meaning: string])[] = [
  ["postmaster", "the person who runs the mail server: RFC 5321 requires it"],
  ["abuse", "complaints about mail from this domain"],
  ["hostmaster", "the person who runs the DNS"],
  ["webmaster", "the person who runs the web server"],
  ["security", "reports of security problems"],
  ["mailer-daemon", "answers to bounces"],
  ["root", "mail of the system itself"],
];

/** The items at a place; [] in comments. */
export function completeAliases(line: Place<TableFile>): readonly CompletionItem[] {
  const before = beforeCursor(line);
  const recipients = recipientsBefore(line, before);
  if (recipients !== undefined) return recipientItems(line, recipients);
  return /^[ \t#]/.test(before) || isContinued(line) ? [] : nameItems(line, before);
}

/** The path of a list, a file or a program that is being typed among the recipients. */
export function aliasPath(line: Place<TableFile>): WrittenPath | undefined {
  const path = pathAtEnd(recipientsBefore(line, beforeCursor(line)) ?? "");
  return path === undefined ? undefined : writtenPath(line.file.document, line.offset, path);
}

/** The recipients of a line up to the cursor; undefined where there are none, as in a comment or a name. */
function recipientsBefore(line: Place<TableFile>, before: string): string | undefined {
  const { table, document } = line.file;
  if (before.startsWith("#")) return undefined;
  if (!/^[ \t]/.test(before)) return /^[^\s#:][^:]*:(.*)$/s.exec(before)?.[1];
  const { line: number } = document.positionAt(line.offset);
  const continues = table.entryAt(number) !== undefined || table.entryAt(number - 1) !== undefined;
  const start = { line: Math.max(number - 1, 0), character: 0 };
  return continues ? document.getText({ start, end: document.positionAt(line.offset) }) : undefined;
}

/** True where the line above ends in a backslash. */
function isContinued({ file: { document }, offset }: Place<TableFile>): boolean {
  const { line } = document.positionAt(offset);
  const above = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
  return line > 0 && /\\\r?\n$/.test(document.getText(above));
}

/** Usual names that the file lacks. */
function nameItems(line: Place<TableFile>, before: string): readonly CompletionItem[] {
  const range = rangeBefore(line, before.length);
  const isNamed = /^[^\s:]*\s*:/.test(afterCursor(line));
  return USUAL.filter(([name]) => line.file.table.lookup(name) === undefined).map(([name, meaning]) =>
    plainItem(`${name}:`, meaning, { range, text: isNamed ? name : `${name}: ${hole(1, "user")}` }),
  );
}

/**
 * Whom mail may go to, after what is written of the recipients.
 *
 * @param owners aliases that include the file, in lower case: names that lead to them do nothing here
 */
export function recipientItems(
  line: Place<TableFile>,
  recipients: string,
  owners?: readonly string[],
): readonly CompletionItem[] {
  const written = /[^,\s]*$/.exec(recipients)?.[0] ?? "";
  // Words without a comma between them are one name.
  if (/[^,\s]\s+$/.test(recipients.slice(0, recipients.length - written.length))) return [];
  const own = (
    /^([^\s:]+)\s*:/.exec(beforeCursor(line))?.[1] ?? line.file.table.entryAtOffset(line.offset)?.key
  )?.toLowerCase();
  const at = written.indexOf("@");
  if (at !== -1) {
    const range = rangeBefore(line, written.length - at - 1);
    return domainsOf(line).map((domain) =>
      plainItem(domain, "a domain of this server", { range, text: plain(domain) }),
    );
  }
  const range = rangeBefore(line, written.length);
  const needsPerson = own === "root" || own === "postmaster";
  const graph = needsPerson ? aliasGraph(line.site) : undefined;
  return [
    ...namesOf(line)
      .filter(
        ([name]) => !(owners ?? [own]).some((one) => leadsTo(line, name, one)) && graph?.fate(name).isUnread !== true,
      )
      .map(([name, place]) => plainItem(name, place, { range, text: plain(name) })),
    plainItem(":include:", "everybody in a file", { range, text: `:include:${hole(1, "/etc/mail/list")}`, late: true }),
    plainItem('"|"', "a program that gets the mail as its input", {
      range,
      text: `"|${hole(1, "/usr/bin/program argument")}"`,
      late: true,
    }),
    ...(needsPerson ? [] : [plainItem("/dev/null", "throw the mail away", { range, text: "/dev/null", late: true })]),
  ];
}

/** True where mail for a name comes to an alias, directly or by way of others. `seen`: names that were followed, in lower case. */
function leadsTo(line: Place<TableFile>, name: string, alias: string | undefined, seen = new Set<string>()): boolean {
  const folded = name.toLowerCase();
  if (folded === alias) return true;
  if (alias === undefined || seen.has(folded)) return false;
  seen.add(folded);
  return line.site
    .tablesOf("aliases")
    .some(({ table }) =>
      readRecipients(table.lookup(name)?.value ?? "").some(
        ({ kind, target }) => kind === "local" && leadsTo(line, target, alias, seen),
      ),
    );
}

/** Other aliases and recipients of the file. */
function namesOf({ site, file, offset }: Place<TableFile>): readonly (readonly [name: string, place: string])[] {
  const names = new Map<string, string>();
  for (const { table, uri } of site.tablesOf("aliases")) {
    const place = uri === file.uri ? "an alias of this file" : `an alias in ${uri.replace(/^.*\//, "")}`;
    for (const { key, lineSpan } of firstEntries(table)) {
      if (names.size >= MOST) break;
      const isHere = uri === file.uri && lineSpan.start <= offset && offset <= lineSpan.end;
      if (!isHere && /^[\w.+-]+$/.test(key) && !names.has(key)) names.set(key, place);
    }
  }
  for (const name of site.host.users ?? [])
    if (names.size < MOST && !names.has(name)) names.set(name, "a user of this host, as etc/passwd says");
  if (site.mc !== undefined && !names.has("root")) names.set("root", "the system's administrator");
  return [...names];
}

/** The server's own domains, and those of the virtusertable. */
function domainsOf({ site }: Place<TableFile>): readonly string[] {
  const { w, VirtHost } = policyOf(site).classes;
  const words = [w, VirtHost].flatMap((members) => [...members.members()].map(({ word }) => word));
  return [...new Set(words)].filter(isDomainName).slice(0, MOST);
}
