// What a line of the access map does, tag by tag; its key is taken to match.
import { catalog, letterRecord } from "../catalog/index.ts";
import { loginKey } from "../kinds/authinfo/key.ts";
import { loginName, loginValue } from "../kinds/authinfo/value.ts";
import { accessReply, asRead } from "../relay/index.ts";
import type { EntryContext } from "../rules/types.ts";
import { parseAction, verifyOfWord } from "../tables/action.ts";
import type { TableEntry } from "../tables/types.ts";
import { capital, whoIs, whoseMail, whoseMailHere } from "./key-text.ts";
import { code } from "./markdown.ts";
import type { EntrySurroundings } from "./surroundings.ts";

/** One or a few sentences of Markdown. */
export function accessText(entry: TableEntry, around: EntrySurroundings, words: FeatureWords = new Map()): string {
  const tag = entry.tag.toLowerCase();
  const say = BY_TAG[tag] ?? (catalog.get("access-tag", `${entry.tag}:`) === undefined ? unknownTag : answered);
  return say(entry, around, words);
}

/** What the arguments of features come to. */
type FeatureWords = EntryContext["featureWords"];

type Say = (entry: TableEntry, around: EntrySurroundings, words: FeatureWords) => string;

/** Tags of which the words are given here; case folded, as makemap does. */
const BY_TAG: Readonly<Record<string, Say>> = {
  "": untagged,
  connect: (entry, around) => {
    if (entry.action.kind === "relay" && isBracketedAddress(entry))
      return `Nobody relays by this line: ${WITHOUT_BRACKETS}`;
    if (entry.action.kind === "relay")
      return `${capital(whoIs(entry.shape, namesOneHost(entry, around)))} may relay to anywhere.`;
    const { kind } = entry.action;
    const what = kind === "discard" || kind === "quarantine" ? "Mail that comes in from" : "A connection from";
    return `${what} ${whoIs(entry.shape)} ${verdict(entry, around, "sender")}.`;
  },
  from: (entry, around) => {
    const nobody = withoutBrackets(entry);
    if (nobody !== undefined) return nobody;
    const who = whoseMail(entry.shape, entry.action.kind === "relay" && namesOneHost(entry, around));
    if (entry.action.kind !== "relay") return `Mail from ${who} ${verdict(entry, around, "sender")}.`;
    const forging = code("FEATURE(`relay_mail_from')");
    if (!around.on("relay_mail_from"))
      return `Nobody relays by this line: ${forging} is off. As with OK, other checks of this sender are left out.`;
    if (entry.shape.kind === "address" && entry.shape.domain === "")
      return `Nobody relays by this line: ${forging} looks senders up with their domain.`;
    if (entry.shape.kind === "domain" && !around.has("relay_mail_from", "domain"))
      return `Nobody relays by this line: ${forging} looks at whole domains only with its argument \`domain\`.`;
    if (!around.known)
      return `With ${forging}, anyone who claims to be ${who} may relay to anywhere. Without it, this line lets nobody relay.`;
    return `Anyone who claims to be ${who} may relay to anywhere. Senders are easy to forge.`;
  },
  to: (entry, around) => {
    const nobody = withoutBrackets(entry);
    if (nobody !== undefined) return nobody;
    const who = whoseMailHere(entry.shape);
    if (entry.action.kind === "relay") return relayTo(entry, around);
    if (entry.action.kind !== "ok" && entry.action.kind !== "skip" && !blocksRecipients(around))
      return `Nothing: recipients are looked up for refusals only with ${code("FEATURE(`blocklist_recipients')")}, which is off.`;
    return `Mail to ${who} ${verdict(entry, around, "recipient")}.`;
  },
  clientrate: (entry) => limit(entry, "open", "connections in a minute", "connection in a minute"),
  clientconn: (entry) => limit(entry, "have", "connections open at a time", "connection open at a time"),
  greetpause: ({ shape, action, value }) => {
    const who = whoIs(shape);
    if (action.kind !== "number") return `${code(value)} is not a number: write the pause in milliseconds.`;
    if (action.value === 0) return `The greeting for ${who} comes at once.`;
    return `The greeting for ${who} comes after ${seconds(action.value)}; a client that talks earlier is turned away.`;
  },
  spam: ({ shape, action, value }, _, words) => {
    const mail = `mail to ${whoseMailHere(shape)}`;
    if (action.kind !== "friend" && action.kind !== "hater")
      return `${code(value)} says nothing here: write FRIEND or HATER.`;
    const [word] = words.get("delay_checks") ?? [];
    const usual =
      word === undefined || word === action.kind
        ? ""
        : `, as without this line: with \`${word}\` only ${word.toUpperCase()} lines change that`;
    return action.kind === "friend"
      ? `${capital(mail)} passes all checks of the client and the sender${usual}.`
      : `The checks of the client and the sender apply to ${mail}${usual}.`;
  },
  try_tls: ({ shape, action, value }) =>
    action.kind === "no"
      ? `Mail to ${whoIs(shape)} is sent without STARTTLS, unencrypted.`
      : `${code(value)} changes nothing: only NO switches STARTTLS off.`,
  tls_srv: (entry, around) => tlsText(entry, around, `A connection to ${whoIs(entry.shape)}`, "the mail"),
  tls_clt: (entry, around) => tlsText(entry, around, `A connection from ${whoIs(entry.shape)}`, "the client"),
  tls_rcpt: (entry, around) =>
    tlsText(entry, around, `The connection for mail to ${whoseMail(entry.shape)}`, "the mail"),
  srv_features: (entry) => letters(entry, "srv-feature", `For connections from ${whoIs(entry.shape)}`),
  clt_features: (entry) => letters(entry, "clt-feature", `For connections to ${whoIs(entry.shape)}`),
  tls_srv_features: ({ shape, value }) => `Connections from ${whoIs(shape)} use these TLS settings: ${code(value)}.`,
  tls_clt_features: ({ shape, value }) => `Connections to ${whoIs(shape)} use these TLS settings: ${code(value)}.`,
  certissuer: ({ action, value }) => {
    if (action.kind === "relay")
      return "Anyone with a verified certificate of this authority may relay to anywhere: the authority decides who.";
    if (action.kind === "subject")
      return "For a verified certificate of this authority, the `CERTSubject:` lines decide who may relay.";
    return `${code(value)} says nothing here: write RELAY or SUBJECT.`;
  },
  certsubject: ({ action, value }) =>
    action.kind === "relay"
      ? "The owner of this certificate may relay to anywhere, if a `CERTIssuer:` line with SUBJECT names the authority."
      : `${code(value)} says nothing here: write RELAY.`,
  authinfo: loginText,
  qgrp: ({ shape, value }) => `Mail to ${whoseMail(shape)} waits in the queue group ${code(value)}.`,
  // Seen with sendmail -bt, ruleset bcc: what the map answers is not looked at.
  bcc: ({ shape, value }, around) => {
    const [given, , address = ""] = around.arguments("bcc");
    // Of a .cf by itself the arguments are not known.
    const to =
      given === undefined
        ? "the address that the ruleset `bcc` gives"
        : address.trim() === ""
          ? "the recipient's own address, at the host that the feature names"
          : code(address);
    return `Mail to ${whoseMail(shape)} is copied to ${to}. Only the arguments of the feature \`bcc\` say where copies go: the value ${code(value)} does not matter.`;
  },
  xconnect: ({ shape }) => `${capital(whoIs(shape))} may tell this server the address of its own client (XCONNECT).`,
  compat: ({ key, value }) => {
    const [sender, recipient] = key.split("<@>", 2);
    if (!sender || !recipient)
      return "**This line never matches:** the key is a pair, `sender<@>recipient`, with two full addresses.";
    const [, kept, text = ""] = /^(TEMP|ERROR):\s*(.*)$/i.exec(value) ?? [];
    const what = /^DISCARD(?!\w)/i.test(value)
      ? "is thrown away, for this recipient alone; nobody is told"
      : kept === undefined
        ? "passes: only DISCARD, `TEMP:` and `ERROR:` mean something here"
        : kept.toUpperCase() === "TEMP"
          ? "waits in the queue and is tried again"
          : `comes back to its sender: ${code(text)}`;
    return `Mail from ${code(sender)} to ${code(recipient)} ${what}.`;
  },
  sts: ({ shape, action, value }) =>
    action.kind === "no"
      ? `Mail to ${whoseMail(shape)} is sent without MTA-STS: the policy that the domain publishes is not looked at.`
      : `${code(value)} changes nothing: only NO switches MTA-STS off.`,
};

function untagged(entry: TableEntry, around: EntrySurroundings): string {
  const { action, shape } = entry;
  if (action.kind === "relay") {
    if (shape.kind === "address") return relayTo(entry, around);
    if (isBracketedAddress(entry))
      return `Anyone may send mail to users at ${code(entry.key)} through this server. The client itself does not relay: ${WITHOUT_BRACKETS}`;
    const who = whoIs(shape, namesOneHost(entry, around));
    if (shape.kind === "ipv4" || shape.kind === "ipv6") return `${capital(who)} may relay to anywhere.`;
    return `${capital(who)} may relay to anywhere, and anyone may send mail there through this server.`;
  }
  const isBracketed = isBracketedAddress(entry);
  const isNetwork = (shape.kind === "ipv4" || shape.kind === "ipv6") && !isBracketed;
  const as = shape.kind === "address" ? "Mail from" : isNetwork ? "All mail that clients send from" : "All mail from";
  const isSkipped = action.kind === "skip" && around.accessWord("skip");
  const closes = !isNetwork && action.kind !== "ok" && !isSkipped && blocksRecipients(around);
  const who = shape.kind === "domain" ? `${whoIs(shape)}, as client or as sender,` : whoIs(shape);
  const sender = verdict(entry, around, "sender");
  const recipient = verdict(entry, around, "recipient");
  // `user@` is looked up for senders of all domains, but for recipients in domains of this server alone.
  const isUser = shape.kind === "address" && shape.domain === "";
  const it = isUser ? "that user in any of this server's own domains" : "it";
  const mailTo = sender === recipient ? `The same is true of mail to ${it}` : `Mail to ${it} ${recipient}`;
  const all = isBracketed ? `${who} and from senders at ${code(entry.key)}` : who;
  return `${as} ${all} ${sender}.${closes ? ` ${mailTo}.` : ""}`;
}

/** Why `From:` or `To:` before an address without brackets is about nobody who has it. Seen with sendmail -bt. */
function withoutBrackets({ tag, shape }: TableEntry): string | undefined {
  if ((shape.kind !== "ipv4" && shape.kind !== "ipv6") || shape.bracketed) return undefined;
  const [who, mail] = tag.toLowerCase() === "to" ? ["recipients", "a recipient"] : ["senders", "a sender"];
  return `**This line is about no client:** ${code(`${tag}:`)} is for ${who}. The address of ${mail} is looked up with its brackets.`;
}

function relayTo(entry: TableEntry, around: EntrySurroundings): string {
  const { shape } = entry;
  if (shape.kind === "address" && !around.accessWord("relaytofulladdress"))
    return "Nobody relays by this line: RELAY for a single address needs the word `relaytofulladdress` in access_db.";
  const isWhole = shape.kind !== "address" || (shape.domain !== "" && entry.tag !== "");
  if (!isWhole && around.known && around.on("relay_hosts_only"))
    return `Nobody relays by this line: with ${code("FEATURE(`relay_hosts_only')")} recipients are looked up as ${code("To:user@domain")}.`;
  return `Anyone may send mail to ${whoseMail(shape, namesOneHost(entry, around))} through this server.`;
}

function blocksRecipients(around: EntrySurroundings): boolean {
  return around.on("blocklist_recipients", "blacklist_recipients");
}

/** Seen with sendmail -bt, ruleset Relay_ok. */
const WITHOUT_BRACKETS = "sendmail looks for an address without its brackets.";

function isBracketedAddress({ shape }: TableEntry): boolean {
  return (shape.kind === "ipv4" || shape.kind === "ipv6") && shape.bracketed;
}

/** With relay_hosts_only a name means that host alone. */
function namesOneHost({ shape }: TableEntry, around: EntrySurroundings): boolean {
  return shape.kind === "domain" && around.known && around.on("relay_hosts_only");
}

/** What happens to whatever the line is about: the end of a sentence. */
function verdict(entry: TableEntry, around: EntrySurroundings, side: "sender" | "recipient"): string {
  const { action } = entry;
  switch (action.kind) {
    case "ok":
      return "is accepted, even if other checks would refuse it; this does not let it relay";
    case "relay":
      return "is accepted";
    case "reject":
      return `is refused: ${code(rejection(around, side))}`;
    case "discard":
      return "is taken and thrown away; nobody is told, and other recipients of the message lose it too";
    case "skip":
      if (side === "sender" && entry.shape.kind === "address" && around.accessWord("skip"))
        return "is refused with `553 5.3.0 SKIP`: SKIP works for hosts, networks and domains only";
      return around.accessWord("skip")
        ? "is left to the defaults: the search ends at this line, and wider lines are not looked at"
        : "is refused with `553 5.3.0 SKIP`, as access_db lacks the word `skip`";
    case "quarantine":
      return `is taken and kept in the queue until an administrator looks at it${reason(action.reason.text)}`;
    case "error":
    case "reply":
      return refused(entry);
    case "text":
      return action.meant === undefined
        ? refused(entry)
        : `${refused(entry)}. ${code(action.meant.text)} works only as the whole value`;
    default:
      return `is answered with ${code("text" in action && typeof action.text === "string" ? action.text : action.kind)}`;
  }
}

function reason(text: string): string {
  const kept = asRead(text);
  return kept === "" ? "" : `, with the reason "${kept}"`;
}

/** The reply to REJECT: the library's, or the text that the configuration puts in its place. */
function rejection(around: EntrySurroundings, side: "sender" | "recipient"): string {
  const own = around.setting(side === "recipient" ? "confRCPTREJ_MSG" : "confREJECT_MSG")?.trim();
  if (own === undefined || own === "")
    return side === "recipient" ? "550 5.2.1 Mailbox disabled for this recipient" : "550 5.7.1 Access denied";
  const [, number, text = ""] = /^"?(\d{3}) (.*?)"?$/.exec(own) ?? [];
  if (number === undefined) return `553 5.3.0 ${own.replace(/^"|"$/g, "")}`;
  return coded(number, side === "recipient" ? "5.2.1" : undefined, text);
}

/** The reply as the other side sees it. */
function refused({ tag, key, value, action }: TableEntry): string {
  const reply = accessReply(value, tag.toLowerCase() === "connect", tag === "" ? key : `${tag}:${key}`);
  if (reply === undefined) return `is answered with ${code(value)}`;
  if (reply.code.startsWith("0")) return "gets no reply: sendmail sends nothing for a code that begins with 0";
  const { dsn, text, isUnbalanced } = reply;
  const line = [reply.code, dsn, text ?? ""].filter((part) => part !== "").join(" ");
  const said = `is refused${action.kind === "text" ? " with this text" : ""}: ${code(line)}`;
  if (isUnbalanced) return `${said}, since a quote or bracket has no other half`;
  if (text === undefined) return `${said} and a piece of the address, since the line has no text`;
  return /^[45]/.test(reply.code)
    ? said
    : `${said}, which ${reply.code.startsWith("2") ? "the client takes for success" : "is not the code of a refusal"}`;
}

/** A reply with its enhanced status: the text's own, the one given, or that of the code's class. */
function coded(number: string, status: string | undefined, text: string): string {
  if (/^[245]\.\d{1,3}\.\d{1,3}(?: |$)/.test(text)) return `${number} ${text}`;
  return [number, status ?? `${number.charAt(0)}.0.0`, text].filter((part) => part !== "").join(" ");
}

function limit({ shape, action, value }: TableEntry, verb: string, many: string, one: string): string {
  const who = capital(whoIs(shape));
  if (action.kind !== "number") {
    // Seen with sendmail -bt: it counts with the digits at the start, and a word counts as nothing.
    const read = Number(/^\d+/.exec(value)?.[0] ?? 0);
    const effect = read > 0 ? `sendmail reads ${read}` : "Until then every connection is refused";
    return `${code(value)} is not a number: write the limit as digits. ${effect}.`;
  }
  if (action.value === 0) return `${who} may ${verb} any number of ${many}.`;
  return `${who} may ${verb} ${action.value} ${action.value === 1 ? one : many}.`;
}

function seconds(milliseconds: number): string {
  return milliseconds % 1000 === 0
    ? `${milliseconds / 1000} second${milliseconds === 1000 ? "" : "s"}`
    : `${milliseconds} milliseconds`;
}

function tlsText(entry: TableEntry, around: EntrySurroundings, what: string, victim: string): string {
  const { action, value } = entry;
  const verify = verifyOfWord(value);
  if (verify !== undefined) {
    const plain = tlsText({ ...entry, value: verify, action: parseAction(verify, entry.tag) }, around, what, victim);
    return `${plain} What follows \`VERIFY:\` is not a number, so that any encryption will do.`;
  }
  if (action.kind !== "tls" || (action.need === "ENCR" && action.bits === undefined))
    return `${code(value)} demands nothing: write VERIFY, or ENCR: with a number of bits.`;
  const bits = action.bits === undefined ? "" : ` with at least ${action.bits} bits`;
  const need =
    action.need === "VERIFY"
      ? `needs a certificate that can be verified${bits && `, and encryption${bits}`}`
      : `must be encrypted${bits}`;
  const isFinal = (action.failure ?? (around.setting("TLS_PERM_ERR") === undefined ? "TEMP" : "PERM")) === "PERM";
  const else_ = isFinal ? `${victim} is refused for good` : `${victim} is put off with a temporary error`;
  const extra = action.extra === undefined ? "" : ` The certificate must also fit ${code(action.extra.text)}.`;
  return `${what} ${need}; else ${else_}.${extra}`;
}

function letters({ action, value }: TableEntry, kind: "srv-feature" | "clt-feature", head: string): string {
  if (action.kind !== "features") return `${head}: ${code(value)}.`;
  const lines = action.letters.map(({ text }) => {
    const record = letterRecord(kind, text);
    return `\n- ${code(text)}: ${record?.summary ?? "sendmail has no such letter."}`;
  });
  return `${head}:${lines.join("")}`;
}

/** Never says the password. */
function loginText({ key, shape, action, value }: TableEntry): string {
  const server = loginKey(`AuthInfo:${key}`, true);
  if (server.kind === "never") return `**This line never matches:** ${server.why}.`;
  const user = loginName(loginValue(value));
  const secret = action.kind === "authinfo" && action.secret !== undefined;
  return `To ${whoIs(shape)} sendmail logs in${user ? ` as ${code(user)}` : ""}.${secret ? " The password is in this line: only root should be able to read the file and its map." : ""}`;
}

function answered({ lookup, value }: TableEntry): string {
  return `${code(lookup)} is answered with ${code(value)}.`;
}

function unknownTag({ tag }: TableEntry): string {
  return `sendmail itself has no tag ${code(`${tag}:`)}; only rules of your own can look up this line.`;
}
