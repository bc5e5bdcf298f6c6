// What a line of the mailertable does, in plain words.

import { hubNote, idleNote, ldapNote, unreadNote } from "../../features/entry-text.ts";
import { errorReplyText } from "../../features/error-reply-text.ts";
import { lineLink, lineLinkBehind, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { OWN_DOMAINS, VIRTUAL_DOMAINS } from "../../rules/facts/asked-domains.ts";
import { MAILERS } from "../../rules/facts/site-facts.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { hostFault, isTcp, userFault } from "../../tables/values/host-fault.ts";
import { joined } from "../../tables/values/joined.ts";
import type { Host, MailertableValue } from "../../tables/values/mailertable.ts";
import { bareAddressNote, renamedFirst } from "../domaintable/editor-text.ts";
import { hasArgument, type Key, keyOf, readFor } from "./key.ts";

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function mailertableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const target = readFor(entry.value, key);
  const first = idleNote(entry, file);
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...unreadNote(file, site), ...first];
  if (target.kind === "ignored")
    return ["**This line does nothing:** its right side does not name a mailer.", ...unreadNote(file, site), ...first];
  const before =
    key.kind === "domain" ? (renamedFirst(key.domain, site) ?? deliveredHere(key.domain, site)) : undefined;
  if (before !== undefined) return [before, ...unreadNote(file, site), ...first, ...readThanksTo(file, site)];
  return [
    `${whose(key)} ${goesTo(target, site)}`,
    ...argumentNote(entry.value, key),
    ...(target.kind === "local" ? hubNote(site) : []),
    ...(key.kind === "domain" ? bareAddressNote(key.domain) : []),
    ...unreadNote(file, site),
    ...ldapNote(site),
    ...first,
    ...precedence(key, file, site),
    ...(target.kind === "mailer"
      ? ["It only says where mail goes. Strangers may send mail there if `relay-domains` or the access map lets them."]
      : target.kind === "local"
        ? ["Strangers may send such mail if `relay-domains` or the access map lets them."]
        : []),
    ...readThanksTo(file, site),
  ];
}

/** What `%0` and `%1` stand for. */
function argumentNote(value: string, key: Exclude<Key, { kind: "never" }>): readonly string[] {
  if (!/(?<!%)%\d/.test(value)) return [];
  const empty = [...value.matchAll(/(?<!%)%(\d)/g)].find(([, digit = ""]) => !hasArgument(key, digit))?.[0];
  const lost = (why: string): readonly string[] => (empty === undefined ? [] : [`**\`${empty}\` is empty here${why}`]);
  if (key.kind === "all") return ["`%1` is the whole domain, `%0` the dot.", ...lost(".**")];
  if (key.kind === "domain") return lost(":** it has a value only in a line whose name begins with a dot.");
  const label = value.includes("%2") ? "`%2` the last label of that, " : "";
  return [
    `\`%1\` is what is before ${code(`.${key.domain}`)} in the domain, ${label}\`%1%0\` the whole domain.`,
    ...lost(".**"),
  ];
}

function whose(key: Exclude<Key, { kind: "never" }>): string {
  if (key.kind === "domain") return `Mail for ${code(key.domain)}`;
  return key.kind === "below"
    ? `Mail for every name below ${code(key.domain)}`
    : "Mail for every domain that no other line is about";
}

function goesTo(target: Exclude<ReturnType<typeof readFor>, { kind: "ignored" }>, site: MailSite): string {
  switch (target.kind) {
    case "varies":
      return "is refused with 554, unless the part of the domain that is filled in is the name of a mailer.";
    case "error":
      return errorReplyText(target);
    case "local": {
      if (userFault(target.user) !== undefined) return "is refused: what follows the colon is not a user.";
      const user = joined(target.user.text).text;
      return user === ""
        ? "is delivered on this host, to the user of the address."
        : `is delivered on this host, to the user ${code(user)}.`;
    }
    case "mailer":
      return viaMailer(target, site);
  }
}

function viaMailer(target: Extract<MailertableValue, { kind: "mailer" }>, site: MailSite): string {
  const { mailer, user, hosts, host } = target;
  const name = mailer.text.toLowerCase();
  if (MAILERS.of(site)?.has(name) === false)
    return `is refused with 554: the configuration has no mailer ${code(mailer.text)}.`;
  if (host.text === "" || host.text === ".") return "fails: no host is after the colon.";
  if (name === "prog") return "is refused: programs are for the aliases.";
  const through = `through the mailer ${code(mailer.text)}`;
  if (!isTcp(mailer)) return `goes ${through}, with ${code(joined(host.text).text)} as its host.`;
  const fault = hostFault(host, hosts);
  if (fault !== undefined) return `fails: ${fault.why.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase())}.`;
  const rewritten =
    user === undefined ? "" : ` Every recipient becomes ${code(joined(`${user.text}@${host.text}`).text)}.`;
  return `goes to ${hosts.map(hostText).join(", then to ")}, ${through}.${rewritten}`;
}

function hostText({ text, isExact }: Host, at: number): string {
  const name = joined(text).text;
  if (isExact) return `the host ${code(name.slice(1, -1))}`;
  if (at > 0 && /^\d+$/.test(name)) return `a host with the name ${code(name)}, which is not a port`;
  return `the MX of ${code(name)}, or to that host where it has none`;
}

/** That mail for a domain is delivered here, whatever this table says; undefined where it is not. */
function deliveredHere(domain: string, site: MailSite): string | undefined {
  const member = OWN_DOMAINS.of(site)?.member(domain);
  if (member === undefined) return undefined;
  const where = lineLinkBehind(site, member.span);
  return `**This line does nothing:** ${code(domain)} is a name of this server${where}, whose mail is delivered here.`;
}

/** The line of the virtusertable that takes all mail for a domain before this table is asked. */
function virtualFirst(domain: string, site: MailSite): string {
  const file = site.tableOf("virtusertable");
  const found = file?.named === true ? file.table.lookup(`@${domain}`) : undefined;
  if (found === undefined || VIRTUAL_DOMAINS.of(site)?.member(domain) === undefined) return "";
  return ` The virtusertable comes first: its ${lineLink(site, found.keySpan)} takes all mail for the domain.`;
}

/** What comes before the line, and what it does not cover. */
function precedence(key: Key, { table }: TableFile, site: MailSite): readonly string[] {
  const lineOf = (name: string) => table.lookup(name)?.line;
  const smart = site.mc?.config.setting("SMART_HOST") === undefined ? "" : " It comes before SMART_HOST.";
  if (key.kind === "domain") {
    const mayBeOwn = OWN_DOMAINS.of(site)?.state(key.domain) !== "not";
    const own = mayBeOwn ? "Domains of class w are delivered here, and this file does not count." : "";
    const notes = `${own}${virtualFirst(key.domain, site)}${smart}`.trim();
    return notes === "" ? [] : [notes];
  }
  if (key.kind === "all")
    return [
      `A line for the name itself, or for a domain above it, comes first.${smart === "" ? "" : " SMART_HOST is then never used."}`,
    ];
  if (key.kind !== "below") return [];
  const own = lineOf(key.domain);
  const itself =
    own === undefined
      ? `It does not cover ${code(key.domain)} itself.`
      : `${code(key.domain)} itself has line ${own + 1}.`;
  return [`A line for the name itself, or for a longer end of it, comes first. ${itself}${smart}`];
}
