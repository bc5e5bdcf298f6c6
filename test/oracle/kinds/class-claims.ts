// What a hover of a class file claims about a word, as the treatment of hosts and domains that sendmail can be asked about.
import type { ClassName, Subject, Treatment } from "./class-questions.ts";

/** What happens to what no word is about. */
const UNTOUCHED: Treatment = {
  delivery: "away",
  recipient: "denied",
  client: "denied",
  header: "kept",
  envelope: "kept",
};

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const isBelow = (name: string, above: string): boolean => name.toLowerCase().endsWith(`.${above.toLowerCase()}`);

/** True where words such as `` `x.test` and every name below it `` are about a name. */
function covers(words: string, name: string): boolean {
  const [, below] = /^every name below `([^`]*)`/i.exec(words) ?? [];
  if (below !== undefined) return isBelow(name, below);
  const [, itself = "", andBelow] = /^`([^`]*)`( and every name below it)?/.exec(words) ?? [];
  return same(name, itself) || (andBelow !== undefined && isBelow(name, itself));
}

/** Of a network, whether an address is in it: `198.18.1.0/24`, `2001:db8:1::/48`. */
function isIn(network: string, address: string): boolean {
  const [base = "", length = ""] = network.split("/");
  const size = base.includes(":") ? Number(length) / 16 : Number(length) / 8;
  const parts = base.split(/[.:]/).slice(0, size);
  return address.replace("IPv6:", "").split(/[.:]/).slice(0, size).join() === parts.join();
}

/** What is said of relaying. */
function relaying(text: string, { domain, client }: Subject): Partial<Treatment> {
  const [, names] = /^(.*?) may relay to anywhere, and anyone may send mail there/.exec(text) ?? [];
  if (names !== undefined)
    return {
      ...(covers(names, domain) ? { recipient: "relay" } : {}),
      ...(client !== undefined && covers(names, client.name) ? { client: "relay" } : {}),
    };
  const [, network] = /^every host in (\S+) \(.*\) may relay to anywhere\.$/i.exec(text) ?? [];
  const [, host] = /^the host (\S+) may relay to anywhere\.$/i.exec(text) ?? [];
  const address = client?.address ?? "";
  if (network !== undefined) return isIn(network, address) ? { client: "relay" } : {};
  if (host !== undefined) return same(host, address.replace("IPv6:", "")) ? { client: "relay" } : {};
  const [, literal] = /^anyone may send mail to users at `(.*?)` through/i.exec(text) ?? [];
  if (literal !== undefined) return same(domain, literal) ? { recipient: "relay" } : {};
  if (/^nobody relays|^\*\*This never matches/i.test(text)) return {};
  throw new Error(`no claim: ${text}`);
}

/** What is said of senders: where they are changed, and to what. */
function senders(text: string, to: string, domain: string): Partial<Treatment> {
  const [, names = "", where = ""] = /^Senders at (.*?) (?:get|are) .*?(in headers.*)\.$/.exec(text) ?? [];
  if (names === "") throw new Error(`no claim: ${text}`);
  if (!covers(names, domain)) return {};
  return { header: to, ...(where === "in headers and envelopes" ? { envelope: to } : {}) };
}

/** A subject, and whether tables have lines for it by which it is told that they are asked. */
export interface Asked {
  readonly subject: Subject;
  readonly hasVirtual: boolean;
  readonly hasGeneric: boolean;
  /** What becomes of senders at names of this server, where the subject is one, without further words. */
  readonly ofOwnNames: Partial<Treatment>;
}

const CLAIMS: Readonly<Record<ClassName, (text: string, asked: Asked) => Partial<Treatment>>> = {
  w(text, { subject: { domain, client } }) {
    const [, name] =
      /^Mail for (?:users at )?`(.*?)`(?:, spelt like this,)? is (?:delivered on|for users of) this host/.exec(text) ??
      [];
    if (name === undefined) throw new Error(`no claim: ${text}`);
    const isClient =
      (text.includes("A client of that name may relay") && same(client?.name ?? "", name)) ||
      (text.includes("The client with that address may relay") && same(`[${client?.address ?? ""}]`, name));
    return {
      ...(same(domain, name) ? { delivery: "here", recipient: "relay" } : {}),
      ...(isClient ? { client: "relay" } : {}),
    };
  },
  R: (text, { subject }) => relaying(text, subject),
  VirtHost(text, { subject, hasVirtual }) {
    const [lookedUp = "", relayed = ""] = text.split(" It is a relay domain as well: ");
    const [, names] = /^Addresses at (.*) are looked up in the virtusertable\.$/.exec(lookedUp) ?? [];
    if (names === undefined && !/^Nothing is looked up|^Addresses in brackets are not/.test(lookedUp))
      throw new Error(`no claim: ${text}`);
    const isAsked = names !== undefined && covers(names, subject.domain) && hasVirtual;
    return { ...(isAsked ? { delivery: "virtusertable" } : {}), ...relaying(relayed, subject) };
  },
  G: (text, { subject, hasGeneric }) => (hasGeneric ? senders(text, "genericstable", subject.domain) : {}),
  M: (text, { subject }) => senders(text, "masqueraded", subject.domain),
  N(text, { subject: { domain } }) {
    const [, names] = /^Senders at (.*) keep their own names: they are not masqueraded\.$/.exec(text) ?? [];
    if (names === undefined) throw new Error(`no claim: ${text}`);
    return covers(names, domain) ? { header: "kept", envelope: "kept" } : {};
  },
};

/** What hovers of a class speak about. */
export const ASPECTS: Readonly<Record<ClassName, readonly (keyof Treatment)[]>> = {
  w: ["delivery", "recipient", "client"],
  R: ["delivery", "recipient", "client"],
  VirtHost: ["delivery", "recipient", "client"],
  G: ["header", "envelope"],
  M: ["header", "envelope"],
  N: ["header", "envelope"],
};

/** What becomes of mail by lines of tables that a hover names, of the word's own domain. */
const ALSO: readonly (readonly [words: RegExp, delivery: string])[] = [
  [/ of virtusertable\]\([^)]*\), [^;]*?: for all its users/, "virtusertable"],
  [/ of mailertable\]\([^)]*\), [^;]*?: where mail for it goes/, "mailertable"],
  [/ of domaintable\]\([^)]*\), [^;]*?: gives it another name/, "domaintable"],
];

/** What a hover claims of a subject. @param isItself the subject is the name that the word means */
export function claimed(hover: string, className: ClassName, asked: Asked, isItself: boolean): Treatment {
  const [first = "", ...others] = hover.split("\n\n");
  const claims = first.startsWith("**This ") ? {} : CLAIMS[className](first, asked);
  const isOwn = !asked.subject.domain.startsWith("[");
  const treatment = { ...UNTOUCHED, ...(isOwn ? asked.ofOwnNames : {}), ...claims };
  if (!isItself) return treatment;
  const also = others.find((paragraph) => paragraph.startsWith("Also about it: ")) ?? "";
  let { delivery } = treatment;
  for (const [words, by] of ALSO) if (words.test(also)) delivery = delivery === "virtusertable" ? delivery : by;
  if (ALSO[2]?.[0].test(also)) return { ...treatment, delivery: "domaintable", recipient: "denied" };
  return { ...treatment, delivery };
}
