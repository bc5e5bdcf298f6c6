// What a line of the genericstable does, in plain words.

import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { lineLinkBehind, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { GENERIC_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type GenericsValue, readGenericsValue } from "../../tables/values/rewriting.ts";
import { renamedFirst } from "../domaintable/editor-text.ts";
import { type Key, keyOf } from "./key.ts";

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function genericstableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file)];
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
  const renamed = key.kind === "word" ? undefined : renamedFirst(key.domain, site);
  if (renamed !== undefined) return [renamed, ...notes, ...readThanksTo(file, site)];
  return [
    `${whose(key)} ${becomes(readGenericsValue(entry.value), key)}`,
    ...argumentNote(entry.value, key),
    ...detailNote(key),
    ...notes,
    ...askedNote(key, site),
    whereNote(site),
    ...readThanksTo(file, site),
  ];
}

function whose(key: Exclude<Key, { kind: "never" }>): string {
  if (key.kind === "domain") return `Every sender of ${code(key.domain)} that no line for a user is about`;
  const named = key.kind === "word" ? key.word : `${key.user}@${key.domain}`;
  const any = /^[^@]*\+\*(?=@|$)/.test(named) ? ", with any detail that has no line," : "";
  const where =
    key.kind === "word" ? ", without a domain or at one of GENERICS_DOMAIN, whom no line with a domain is about," : "";
  return `The sender ${code(named.replace("+*", "+…"))}${any}${any === "" ? where : where.slice(1)}`;
}

/** That a line takes the user with a detail too. */
function detailNote(key: Exclude<Key, { kind: "never" }>): readonly string[] {
  if (key.kind === "domain") return [];
  const [user, at] = key.kind === "word" ? [key.word, ""] : [key.user, `@${key.domain}`];
  return user.includes("+")
    ? []
    : [
        `${code(`${user}+detail${at}`)} becomes the same, unless a line for that, or for ${code(`${user}+*${at}`)}, exists.`,
      ];
}

function becomes(value: GenericsValue, key: Key): string {
  if (value.kind === "odd") return `becomes ${code(value.text.text)}, an address that nobody can answer to.`;
  const { user, host } = value;
  const same = user.text === "%1" && key.kind === "domain" ? ", with the same user" : "";
  return host === undefined
    ? `becomes ${code(user.text)} at this server's own name.`
    : `becomes ${code(`${user.text}@${host.text}`)}${same}.`;
}

/** What `%1` stands for, where that is not the user. */
function argumentNote(value: string, key: Exclude<Key, { kind: "never" }>): readonly string[] {
  if (!value.includes("%1") || key.kind === "domain") return [];
  const user = key.kind === "user" ? key.user : key.word;
  return user.endsWith("+*")
    ? ["`%1` is the detail here: what is after the `+`."]
    : [
        "**`%1` is empty here:** the line is for one sender. It is the user in a line for `@domain` only, and the detail in one for `user+*`.",
      ];
}

/** Why sendmail asks for the domain, or that it does not. */
function askedNote(key: Exclude<Key, { kind: "never" }>, site: MailSite): readonly string[] {
  const asked = GENERIC_DOMAINS.of(site);
  if (asked === undefined || key.kind === "word") return [];
  const member = asked.member(key.domain);
  if (member !== undefined) {
    const where = lineLinkBehind(site, member.span);
    return [`sendmail asks for it because of GENERICS_DOMAIN${where}.`];
  }
  return asked.state(key.domain) === "unknown"
    ? []
    : [`**Not asked for:** no GENERICS_DOMAIN names ${code(key.domain)}. The server's own name needs one too.`];
}

/** In which parts of a mail senders are rewritten. */
function whereNote(site: MailSite): string {
  const envelopes = site.mc?.config.active.has("masquerade_envelope") === true;
  const where = envelopes
    ? "headers and envelopes"
    : `headers, not in envelopes: that needs ${code("FEATURE(`masquerade_envelope')")}`;
  return `It changes the sender in ${where}. It comes before EXPOSED_USER and MASQUERADE_AS.`;
}
