// What a line of the domaintable does, in plain words.

import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { lineLink, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { policyOf } from "../../relay/index.ts";
import { NEW_NAMES } from "../../rules/facts/new-names.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import { keyOf } from "./key.ts";

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function domaintableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file)];
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
  const value = readDomainValue(entry.value);
  if (value.kind === "odd")
    return [
      `Addresses in ${code(key.domain)} are refused or become wrong: ${value.why === "access-word" ? "a word of the access map is the name of a host here" : "the right side is not a domain"}.`,
      ...notes,
    ];
  const name = value.name.text.replaceAll("%0", key.domain);
  const own = policyOf(site).classes.w;
  const isHere = own.get(name) !== undefined;
  const leaves = own.get(key.domain) !== undefined && !isHere;
  return [
    `Addresses in ${code(key.domain)} become addresses in ${code(name)}: senders and recipients, in headers and envelopes.`,
    ...bareAddressNote(key.domain),
    ...notes,
    ...(isHere ? [`${code(name)} is a name of this server, so mail for both is delivered here.`] : []),
    ...(leaves
      ? [`**${code(key.domain)} is a name of this server**, and its mail leaves it: the table comes first.`]
      : []),
    "It comes before everything else that decides about an address. Names below the domain are not changed, and the new name is not looked up again.",
    ...readThanksTo(file, site),
  ];
}

/** That a line for an IP address without brackets is not about mail to that address. */
export function bareAddressNote(domain: string): readonly string[] {
  if (!/^\d+(?:\.\d+){3}$/.test(domain)) return [];
  return [`Mail for ${code(`user@[${domain}]`)}, in brackets as such addresses are written, is not looked up.`];
}

/** That a line of another table for a domain does nothing, since this one gives the domain another name first; undefined where it does not. */
export function renamedFirst(domain: string, site: MailSite): string | undefined {
  const file = site.tableOf("domaintable");
  const found = file?.named === true ? file.table.lookup(domain) : undefined;
  if (found === undefined || !NEW_NAMES.of(site).isGone(domain)) return undefined;
  return `**This line does nothing:** ${lineLink(site, found.keySpan)} gives ${code(domain)} another name first.`;
}
