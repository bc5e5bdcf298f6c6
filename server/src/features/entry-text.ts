// What a line of a table does, in plain words.
import { unaskedKey } from "../rules/facts/access-keys.ts";
import { missingFeature, splitKey } from "../rules/facts/access-words.ts";
import { OWN_DOMAINS } from "../rules/facts/asked-domains.ts";
import { entryContext } from "../rules/facts/entry-context.ts";
import { localHub } from "../rules/facts/local-hub.ts";
import { listed } from "../rules/listed.ts";
import type { EntryContext } from "../rules/types.ts";
import { unmadeText } from "../site/compiled.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { KeyShape } from "../tables/key.ts";
import type { TableEntry } from "../tables/types.ts";
import { accessText } from "./access-text.ts";
import { accessSurroundings } from "./cf-surroundings.ts";
import { isSingleAddress, whyNever } from "./key-text.ts";
import { lineLink } from "./line-link.ts";
import { code } from "./markdown.ts";
import { type EntrySurroundings, lackingFeatures } from "./surroundings.ts";

/** What a line of an access map does and what is to be known about it, as paragraphs of Markdown. */
export function accessEntryText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const around = accessSurroundings(site);
  const context = entryContext(file, site);
  const idle = neverMatches(entry, around) ?? neverAsked(entry, context) ?? relaysNobody(entry, around);
  const text = idle ?? accessText(entry, around, context.featureWords);
  return [
    text,
    ...(/^(?:\*\*This|No(?:body|thing)) /.test(text) ? [] : winners(entry, file, site)),
    ...unreadNote(file, site),
    ...needsNote(entry, around, context),
    ...idleNote(entry, file),
  ];
}

/** That LDAP has the first word about domains of a table (`ldap_routing`), which nobody knows here. */
export function ldapNote({ mc }: MailSite): readonly string[] {
  return mc?.config.active.has("ldap_routing") === true
    ? ["For addresses in domains of LDAPROUTE_DOMAIN `ldap_routing` comes first: what its maps say is not known here."]
    : [];
}

/** Who gets mail for users of this server who have no alias, where another setting says it. */
export function hubNote(site: MailSite): readonly string[] {
  const hub = localHub(site, false);
  if (hub === undefined) return [];
  const { setting, value } = hub;
  const who = setting === "LUSER_RELAY" ? "users who do not exist" : "users without an alias";
  return [
    `For ${who} ${setting} (${code(value)}) says where mail goes${hub.hasExceptions ? ", unless they are users of LOCAL_USER" : ""}.`,
  ];
}

/** That no configuration reads the file, or that sendmail has no database of it. */
export function unreadNote(file: TableFile, site: MailSite): readonly string[] {
  const unmade = unmadeText(file, site);
  if (unmade !== undefined) return [`**No effect yet:** ${unmade.what} ${unmade.until}`];
  return (site.mc ?? site.cf) === undefined || file.named
    ? []
    : ["**Not read:** no configuration here reads this file."];
}

/** That a line has no effect for an earlier one with the same key. */
export function idleNote(entry: TableEntry, file: TableFile): readonly string[] {
  const first = earlier(entry, file);
  const who = file.table.kind === "text" ? "sendmail takes" : "makemap keeps";
  return first === undefined ? [] : [`**Idle:** line ${first.line + 1} has the same key, and ${who} that one.`];
}

/** The entry of the same key in an earlier line. */
export function earlier(entry: TableEntry, { table }: TableFile): TableEntry | undefined {
  const first = table.lookup(entry.lookup);
  return first !== undefined && first.line < entry.line ? first : undefined;
}

/** Whom the lines with a tag are about, for those that a line without one is about too. */
const SIDES = { connect: "clients", from: "senders", to: "recipients" } as const;

/** Which lines sendmail asks for before this one. */
function winners({ tag, lookup, shape, action }: TableEntry, { table }: TableFile, site: MailSite): readonly string[] {
  const side = tag.toLowerCase();
  if (side !== "" && !Object.hasOwn(SIDES, side)) return [];
  const tagged = Object.entries(side === "" ? SIDES : {}).flatMap(([name, whose]) => {
    const found = table.lookup(`${name}:${lookup}`);
    return found === undefined
      ? []
      : [
          `For ${whose} ${lineLink(site, found.keySpan)}, ${code(`${found.tag}:${found.key} ${found.value}`)}, comes first.`,
        ];
  });
  const exact = moreExact(side, shape, action.kind === "relay", site);
  const first = [...tagged, ...(exact.length === 0 ? [] : [`Lines ${listed(exact)} come first.`])];
  return first.length === 0 ? [] : [first.join(" ")];
}

/** What sendmail asks for before a key with this tag, in lower case, or without one. */
function moreExact(side: string, shape: KeyShape, isRelay: boolean, site: MailSite): readonly string[] {
  switch (shape.kind) {
    case "domain": {
      if (side === "connect") return ["for a longer name"];
      // `user@` is looked up for recipients in domains of this server alone.
      const isForeign = side !== "from" && OWN_DOMAINS.of(site)?.state(shape.name) === "not";
      if (isRelay) return beforeRelay(side, isForeign, accessSurroundings(site));
      if (!isForeign) return ["for a longer name", "for an address or a user"];
      return ["for a longer name", "for an address", ...(side === "to" ? [] : ["for a user as the sender"])];
    }
    case "ipv4":
    case "ipv6":
      if (shape.bracketed) return [];
      // Who may relay is asked of the address first, who may connect of the name.
      return [
        ...(isRelay ? [] : ["for the name of the client"]),
        ...(isSingleAddress(shape) ? [] : ["for a longer part of the address"]),
      ];
    case "address":
      if (shape.domain !== "") return [];
      return ["for an address with its domain", ...(isRelay ? ["for the domain"] : [])];
    default:
      return [];
  }
}

/** What sendmail asks for before it takes RELAY of a domain (test/oracle/kinds/access-relays.test.ts). */
function beforeRelay(side: string, isForeign: boolean, around: EntrySurroundings): readonly string[] {
  // Lines without a tag do not count for this.
  if (side === "from") return ["with `From:` for a longer name or an address"];
  if (around.accessWord("relaytofulladdress")) {
    const isWhole = around.known && around.on("relay_hosts_only");
    return ["for a longer name", `for the address of a recipient${isWhole ? " with `To:`" : ""}`];
  }
  if (!around.on("blocklist_recipients", "blacklist_recipients")) return ["for a longer name"];
  return ["for a longer name", `those that refuse a recipient's address${isForeign ? "" : " or user"}`];
}

/** Why sendmail can never find a line of an access map; undefined where it can. */
function neverMatches({ key, shape, tag }: TableEntry, around: EntrySurroundings): string | undefined {
  // Keys of these tags are languages of their own.
  if (/^(?:compat|certissuer|certsubject)$/i.test(tag)) return undefined;
  const why = whyNever(key, shape, around);
  return why === undefined ? undefined : `**This line never matches:** ${why}`;
}

/** Why sendmail does not ask for a key with this tag; undefined where it does. */
function neverAsked(entry: TableEntry, context: EntryContext): string | undefined {
  const tag = code(`${entry.tag}:`);
  const split = splitKey(entry);
  const unasked = unaskedKey(entry, context);
  if (split !== undefined)
    return `**This line does not do what it says:** the space after ${tag} ends the key. Write ${code(`${entry.tag}:${split.key}`)}.`;
  if (unasked === undefined || unasked.isClient) return certificateKey(entry);
  return `**This line never matches:** after ${tag} sendmail looks up ${unasked.asked}, never ${unasked.name}.`;
}

/** Why no certificate has the name of a `CERTIssuer:` or `CERTSubject:` line. sendmail writes names as `/C=DE/CN=Example+20CA`. */
function certificateKey({ tag, key }: TableEntry): string | undefined {
  if (!/^cert(?:issuer|subject)$/i.test(tag)) return undefined;
  if (key === "")
    return `**This line never matches:** ${code(`${tag}:`)} needs the whole name that is in the certificate.`;
  const sign = /[<>()"]|\+(?![\da-f]{2})/i.exec(key)?.[0];
  if (sign === undefined) return undefined;
  const hex = sign.charCodeAt(0).toString(16).toUpperCase();
  return `**This line never matches:** sendmail writes ${code(sign)} in the name of a certificate as ${code(`+${hex}`)}.`;
}

/** Why RELAY for what lies below a name lets nobody relay; undefined where it does. */
function relaysNobody({ tag, shape, action }: TableEntry, around: EntrySurroundings): string | undefined {
  const isBelow = shape.kind === "domain" && shape.leadingDot && /^(?:connect|to|)$/i.test(tag);
  if (!isBelow || action.kind !== "relay" || !around.known || !around.on("relay_hosts_only")) return undefined;
  return `Nobody relays by this line: with ${code("FEATURE(`relay_hosts_only')")} names are compared as a whole.`;
}

const hasWord = ({ featureWords }: EntryContext): boolean => (featureWords.get("delay_checks")?.size ?? 0) > 0;

/** True where rules look a tag up: the library's, for one feature of several, or the configuration's own. */
const isAskedFor = (entry: TableEntry, context: EntryContext): boolean =>
  context.features?.has("access_db") === true && missingFeature(entry, context) === undefined;

/** Names of the features that the line's tag needs and that are off. */
function needsNote(entry: TableEntry, around: EntrySurroundings, context: EntryContext): readonly string[] {
  const { tag } = entry;
  if (around.asked?.has(tag.toLowerCase())) return [];
  if (tag.toLowerCase() === "spam" && around.known && around.on("delay_checks") && !hasWord(context))
    return [`**Not read:** ${code("FEATURE(`delay_checks')")} needs the argument \`friend\` or \`hater\` for it.`];
  if (tag.toLowerCase() === "xconnect" && !around.hack("xconnect"))
    return [`**Not read:** ${code("HACK(`xconnect')")} is off.`];
  const lacking = tag === "" || isAskedFor(entry, context) ? [] : lackingFeatures(`${tag}:`, around);
  if (lacking.length === 0) return [];
  const names = lacking.map((name) => code(`FEATURE(\`${name}')`));
  return [`**Not read:** ${names.join(" and ")} ${names.length === 1 ? "is" : "are"} off.`];
}
