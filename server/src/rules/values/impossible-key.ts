// Keys that no address and no name of a mail system can equal, and what was probably meant.
import { classifyKey, type KeyShape } from "../../tables/key.ts";
import { INVISIBLE } from "../../tables/space.ts";

export interface Impossible {
  /** One sentence. */
  readonly why: string;
  /** The key that was meant; undefined where that cannot be told. */
  readonly written: string | undefined;
}

/** A character that no host name contains; letters outside ASCII are left alone. */
const ODD_SIGN = /[!"#$%&'()*+,;<=>?\\^`{|}~\u2010-\u2027]/;
const CURLY = /^[‘’“”]+|[‘’“”]+$/g;
/** A tag with the wrong sign after it. */
const TAG_SIGN =
  /^(connect|from|to|spam|greetpause|client(?:rate|conn)|(?:srv|clt)_features|try_tls|tls_(?:srv|clt|rcpt))=(?=.)/i;

/** An address with hexadecimal numbers: no name of a host ends in one. */
const HEXADECIMAL = /^(?=.*\b0x)(?:(?:0x[\da-f]+|\d+)\.){0,3}(?:0x[\da-f]+|\d+)$/i;

/** What starts a comment in other files, alone or with the first word after it. */
const COMMENT_SIGN = /^(?:\/\/|\/\*|--|;|<!--|%|rem$)/i;

/** A place that a program fills in before the file is used. */
const TEMPLATE = /\{\{|<%|\$\{|@@|%\(/;

/** Keys as nearly all are, by their shape: none of what follows is wrong with them. */
const ORDINARY: Readonly<Partial<Record<KeyShape["kind"], RegExp>>> = {
  domain: /^\.?[a-z][\w-]*(?:\.[\w-]+)+\.?$/i,
  address: /^[a-z][\w+-]*(?:\.[\w+-]+)*@[a-z][\w-]*(?:\.[\w-]+)+$/i,
  ipv4: /^[1-9]\d{0,2}(?:\.(?:0|[1-9]\d{0,2})){0,3}$/,
};

/** True for a key that nothing can be wrong with: a name with dots, an address, a network, written as usual. */
export function isOrdinary(key: string, { kind }: KeyShape): boolean {
  return ORDINARY[kind]?.test(key) === true;
}

/** Says why a key can never match; undefined where it can, or where it is a network that other rules speak of. */
export function impossible(key: string, shape: KeyShape): Impossible | undefined {
  if (isOrdinary(key, shape)) return undefined;
  if (TEMPLATE.test(key)) return undefined;
  if (key.startsWith("\uFEFF"))
    return {
      why: "This file begins with a byte order mark, a character that you cannot see.\nsendmail reads it as part of this line, so the line does not mean what it seems to.",
      written: key.slice(1),
    };
  const seen = /[^!-~]/.test(key) ? key.replace(INVISIBLE, "") : key;
  if (seen !== key)
    return { why: "An invisible character is part of this name, so it never matches.", written: seen || undefined };
  if (key.includes(".."))
    return {
      why: "A name with two dots in a row never matches.",
      written: key.replace(/\.{2,}/g, ".").replace(/\.$/, "") || undefined,
    };
  if (COMMENT_SIGN.test(key))
    return {
      why: `Only # in column one starts a comment in a table.\nsendmail takes "${key}" for a key, which never matches.`,
      written: undefined,
    };
  if (shape.kind === "ipv4" && shape.octets.every((octet) => octet === 0))
    return { why: `No client has the address ${key}, and there is no key for all clients.`, written: undefined };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(key)) {
    const host = key.replace(/^[^/]*\/\//, "").replace(/\/.*$/, "");
    return { why: "A URL never matches: sendmail looks up names and addresses.", written: sound(host) };
  }
  if (/^(?:\/[\w.-]+){2,}$/.test(key))
    return {
      why: "A path never matches: names are read here, and no file.",
      written: undefined,
    };
  if (/^\/.+\/[a-z]?$/.test(key))
    return {
      why: "Tables do not support patterns: sendmail looks for this text itself.",
      written: undefined,
    };
  if (key === "@") return { why: "No sender and no recipient is looked up as @ alone.", written: undefined };
  if (/^".*"$/.test(key))
    return {
      why: "This key never matches: its quotes are part of it.",
      written: sound(key.replaceAll('"', "")),
    };
  if (HEXADECIMAL.test(key))
    return { why: "sendmail writes addresses with decimal numbers, so this key never matches.", written: undefined };
  const afterHost = /^([\w.-]+\.[\w-]+)\/\d*$/.exec(key)?.[1];
  if (afterHost !== undefined && shape.kind === "invalid")
    return {
      why: "No host and no network is written with a slash, so this key never matches.",
      written: sound(afterHost),
    };
  const tagged = TAG_SIGN.exec(key)?.[1];
  if (tagged !== undefined)
    return {
      why: `A colon ends a tag, not an equals sign, so this key never matches.`,
      written: `${tagged}:${key.slice(tagged.length + 1)}`,
    };
  if (/^<[^<>]+>$/.test(key))
    return { why: "The angle brackets are part of this key, so it never matches.", written: key.slice(1, -1) };
  const octets = /^((?:\d{1,3}\.){1,3})(?:x{1,3}\.){0,2}x{1,3}$/i.exec(key)?.[1];
  if (octets !== undefined)
    return { why: `sendmail does not support wildcards, so "${key}" never matches.`, written: octets.slice(0, -1) };
  if (/^(?:\d{1,3}\.){3}\d{1,3}-(?:\d{1,3}\.){0,3}\d{1,3}$/.test(key))
    return {
      why: "sendmail does not support ranges of addresses, so this key never matches.",
      written: undefined,
    };
  if (shape.kind === "address" && `${shape.user}${shape.domain}`.includes("*"))
    return { why: `sendmail does not support wildcards, so "${key}" never matches.`, written: sound(shape.domain) };
  if (shape.kind === "ipv4" && !shape.bracketed && /(?:^|\.)0\d/.test(key))
    return {
      why: `sendmail writes addresses without leading zeros, so "${key}" never matches.`,
      written: shape.spelling,
    };
  if (shape.kind === "address") {
    if (/,./.test(key) && !key.startsWith('"'))
      return { why: "A line has one key: sendmail looks for an address with the comma in it.", written: undefined };
    if (shape.user !== "" || shape.domain === "") return undefined;
    return {
      why: `A key that starts with @ never matches.\nThe key for all users of a domain is the domain itself.`,
      written: sound(shape.domain),
    };
  }
  if (shape.kind !== "invalid") return undefined;
  if (shape.why === "quotes")
    return {
      why: "This key never matches: the quote is part of it.",
      written: sound(key.replaceAll('"', "")),
    };
  if (shape.why === "address")
    return { why: "This key never matches: it looks like an address, but it is not a valid one.", written: undefined };
  if (/^\[[^\]]*$|^[^[]*\]$/.test(key))
    return {
      why: "The bracket has no other half, so this key never matches.",
      written: sound(key.replace(/^\[|\]$/g, "")),
    };
  if (!ODD_SIGN.test(key)) return undefined;
  return {
    why: "This key never matches: it is not a host, a domain or an address.",
    written: sound(key.replace(CURLY, "").replace(/^[,;<('`]+|[,;>)'`]+$/g, "")),
  };
}

function sound(key: string): string | undefined {
  const { kind } = classifyKey(key);
  return kind === "domain" || kind === "ipv4" || kind === "ipv6" ? key : undefined;
}
