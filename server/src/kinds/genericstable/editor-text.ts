// What a line of the genericstable does, in plain words.
import { lineLink, readThanksTo } from "../../features/effective.ts";
import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { code } from "../../features/markdown.ts";
import { GENERIC_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type GenericsValue, readGenericsValue } from "../../tables/values/rewriting.ts";
import { type Key, keyOf } from "./key.ts";

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function genericstableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file)];
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
  return [
    `${whose(key)} ${becomes(readGenericsValue(entry.value), key)}`,
    ...argumentNote(entry.value, key),
    ...notes,
    ...askedNote(key, site),
    whereNote(site),
    ...readThanksTo(file, site),
  ];
}

function whose(key: Exclude<Key, { kind: "never" }>): string {
  if (key.kind === "word") return `The sender ${code(key.word)}, without a domain,`;
  return key.kind === "user"
    ? `The sender ${code(`${key.user}@${key.domain}`)}`
    : `Every sender of ${code(key.domain)} that no other line is about`;
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
    const { span } = member;
    const where = span === undefined || site.document(span.source) === undefined ? "" : ` (${lineLink(site, span)})`;
    return [`sendmail asks for it because of GENERICS_DOMAIN${where}.`];
  }
  return asked.state(key.domain) === "unknown"
    ? []
    : [`**Not asked for:** no GENERICS_DOMAIN names ${code(key.domain)}. The server's own name needs one too.`];
}

/** In which parts of a mail senders are rewritten. */
function whereNote(site: MailSite): string {
  const envelopes = site.mc?.config.active.has("masquerade_envelope") === true;
  return `It changes the sender in headers${envelopes ? " and envelopes" : ", and not in envelopes: that needs `FEATURE(\u0060masquerade_envelope')`"}. It comes before EXPOSED_USER and MASQUERADE_AS.`;
}
