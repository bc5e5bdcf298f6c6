// What a login does, in plain words. Passwords are never shown.

import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { lineLink } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { entryContext } from "../../rules/facts/entry-context.ts";
import { offeredMechanisms } from "../../rules/facts/login.ts";
import { plainHost, smartHostOf } from "../../site/smart-host.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { asWritten, type LoginKey, loginKey } from "./key.ts";
import { type Fault, type LoginValue, loginName, loginValue, mechanismsIn } from "./value.ts";

/** Why sendmail comes without a login, as a clause. */
const FAULTS: Readonly<Record<Fault["kind"], string>> = {
  quotes: "nothing in it is in straight double quotes",
  part: "sendmail stops reading at a part that it does not know",
  base64: "what follows = is not base64",
  long: "a part of it has more than 252 bytes",
  "no-user": "it names no user",
  "no-password": "it has no password",
};

/** What a line of authinfo does, as paragraphs of Markdown. */
export function authinfoText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = asWritten(loginKey(entry.key), entryContext(file, site).compressedIpv6);
  const value = loginValue(entry.value);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file)];
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
  if (value.fault !== undefined)
    return [`**sendmail cannot log in with this line:** ${FAULTS[value.fault.kind]}.`, ...notes];
  return [
    `${whereTo(key)} ${howIn(value)}`,
    ...notes,
    ...smartHostNote(key, site),
    mechanismNote(value, site),
    PRECEDENCE[key.kind],
    "Only root should be able to read this file and its map.",
    ...readBy(file, site),
  ];
}

/** Which lines come before one. */
const PRECEDENCE = {
  server: "A line for the server's name comes before one for its address.",
  all: "Lines for a server's name or address come first.",
} as const;

function whereTo(key: Exclude<LoginKey, { kind: "never" }>): string {
  return key.kind === "all"
    ? "At every server that asks for a login and that no other line is about, sendmail logs in"
    : `At ${code(key.server)} sendmail logs in`;
}

function howIn(value: LoginValue): string {
  const name = loginName(value);
  const secret = value.fields.get("P");
  const password = secret === undefined ? "without a password" : "with the password of this line";
  return `${name === undefined ? "" : `as ${code(name)} `}${password}${secret?.isBase64 === true ? ", which is in base64" : ""}.`;
}

/** Whether the line is about the server that mail goes through. */
function smartHostNote(key: LoginKey, site: MailSite): readonly string[] {
  const smart = site.mc && smartHostOf(site.mc.config);
  if (smart === undefined || key.kind !== "server") return [];
  const isIt = smart.hosts.some((host) => plainHost(host) === key.server.replace(/^\[(.*)\]$/, "$1"));
  return [
    isIt
      ? `${code("SMART_HOST")} names this server: mail to other hosts goes there.`
      : `${code("SMART_HOST")} names ${code(smart.text)}. This line counts for it only if the DNS gives that server this name or address.`,
  ];
}

/** With which mechanisms sendmail tries. */
function mechanismNote(value: LoginValue, site: MailSite): string {
  const own = mechanismsIn(value);
  const names = own ?? offeredMechanisms(site).map(({ text }) => text.toUpperCase());
  const by =
    own === undefined ? (site.mc === undefined ? "" : ", from confAUTH_MECHANISMS or sendmail's own list") : "";
  return `Mechanisms: ${names.map(code).join(", ")}${by}. The server has to offer one of them.`;
}

function readBy({ naming }: TableFile, site: MailSite): readonly string[] {
  if (naming === undefined || !site.has(naming.span.source)) return [];
  return [`Read because of ${lineLink(site, naming.span)}.`];
}
