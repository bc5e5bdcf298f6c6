// What a line of the mailertable does, in plain words.
import { readThanksTo } from "../../features/effective.ts";
import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { code } from "../../features/markdown.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type Host, type MailertableValue, readMailertableValue } from "../../tables/values/mailertable.ts";
import { type Key, keyOf } from "./key.ts";

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function mailertableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const target = readMailertableValue(entry.value);
  const first = idleNote(entry, file);
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...unreadNote(file, site), ...first];
  if (target.kind === "ignored")
    return ["**This line does nothing:** its right side does not name a mailer.", ...unreadNote(file, site), ...first];
  return [
    `${whose(key)} ${goesTo(target)}`,
    ...unreadNote(file, site),
    ...first,
    ...precedence(key, file, site),
    "It only says where mail goes. Strangers may send mail there if `relay-domains` or the access map lets them.",
    ...readThanksTo(file, site),
  ];
}

function whose(key: Exclude<Key, { kind: "never" }>): string {
  if (key.kind === "domain") return `Mail for ${code(key.domain)}`;
  return key.kind === "below"
    ? `Mail for every name below ${code(key.domain)}`
    : "Mail for every domain that no other line is about";
}

function goesTo(target: Exclude<MailertableValue, { kind: "ignored" }>): string {
  if (target.kind === "error") {
    const { code: reply, dsn, problem } = target;
    return `is refused. Senders get ${code(`${reply} ${dsn}`)} with the text of this line${problem === "no-text" ? ", which is missing" : ""}.`;
  }
  if (target.kind === "local") {
    const user = target.user.text;
    return user === ""
      ? "is delivered on this host, to the user of the address."
      : `is delivered on this host, to the user ${code(user)}.`;
  }
  const { mailer, user, hosts, host } = target;
  const where = hosts.length === 0 ? code(host.text) : hosts.map(hostText).join(", then to ");
  const rewritten = user === undefined ? "" : ` Every recipient becomes ${code(`${user.text}@${host.text}`)}.`;
  return `goes to ${where}, through the mailer ${code(mailer.text)}.${rewritten}`;
}

function hostText({ text, isExact }: Host): string {
  if (isExact) return `the host ${code(text.slice(1, -1))}`;
  return /^[\d.]+$/.test(text) ? code(text) : `the MX of ${code(text)}, or to that host where it has none`;
}

/** What comes before the line, and what it does not cover. */
function precedence(key: Key, { table }: TableFile, site: MailSite): readonly string[] {
  const lineOf = (name: string) => table.lookup(name)?.line;
  const smart = site.mc?.config.setting("SMART_HOST") === undefined ? "" : " It comes before SMART_HOST.";
  if (key.kind === "domain") return [`Domains of class w are delivered here, and this file does not count.${smart}`];
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
