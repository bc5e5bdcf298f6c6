// How bad a grant is, judged by what it covers: nets by their size and owner, domains by who may register in them.
import providers from "email-providers/common.json";
import { IPv4, IPv6 } from "ipaddr.js";
import { type KeyShape, ownerOf } from "../../tables/key.ts";
import type { Grade } from "../types.ts";

export interface Judgement {
  readonly grade: Grade;
  /** Why, as a sentence. */
  readonly reason: string;
}

const intended = (reason: string): Judgement => ({ grade: "intended", reason });

/** Names in manuals are not anybody's mail provider (RFC 2606 and similar). */
const EXAMPLES = /^(?:example|test|(?:your|my)domain)\./;
/** Names in the library's list that belong to a school, a firm, a newspaper or the like, whose own server may well relay for them. */
const ORGANISATIONS: ReadonlySet<string> = new Set(
  (
    "nus.edu.sg unican.es medscape.com space.com discovery.com ancestry.com techspot.com law.com kansascity.com casino.com geek.com doityourself.com " +
    "mail-tester.com www.com parrot.com sdf.org hidemyass.com name.com dailypioneer.com saudia.com hamptonroads.com islamonline.net webindia123.com " +
    "depechemode.com onmilwaukee.com scubadiving.com swissinfo.org c3.hu nyc.com ny.com elvis.com dnsmadeeasy.com privacy.net games.com telstra.com " +
    "singpost.com spacewar.com oath.com alibaba.com barcelona.com msk.ru spb.ru berlin.de"
  ).split(" "),
);
const PROVIDERS: ReadonlySet<string> = new Set(
  providers.filter((name) => !EXAMPLES.test(name) && !ORGANISATIONS.has(name)),
);

/** Domains of the hosts through which services send mail for anybody who pays: any tenant of theirs is a stranger. */
const SENDERS: ReadonlySet<string> = new Set(
  (
    "protection.outlook.com mail.protection.outlook.com prod.outlook.com google.com sendgrid.net mailgun.org mailgun.net amazonses.com " +
    "mandrillapp.com mcsv.net mcdlv.net sparkpostmail.com mtasv.net mailjet.com sendinblue.com messagelabs.com pphosted.com"
  ).split(" "),
);

/** True for a domain of a mail provider, whose users are strangers (the short list of the email-providers library, and services that send). */
export function isMailProvider(name: string): boolean {
  const folded = name.toLowerCase();
  return PROVIDERS.has(folded) || SENDERS.has(folded);
}

/** Domains in which the whole world has its mailboxes, and which nobody but one large provider takes mail for. */
const WEBMAIL: ReadonlySet<string> = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr live.com msn.com yahoo.com yahoo.co.jp yahoo.co.uk yahoo.de " +
    "yahoo.fr yahoo.ca aol.com aim.com icloud.com me.com mac.com proton.me protonmail.com zoho.com fastmail.com gmx.com gmx.de gmx.net gmx.at web.de " +
    "t-online.de mail.ru yandex.ru yandex.com rambler.ru qq.com foxmail.com 163.com 126.com sina.com naver.com daum.net nate.com orange.fr wanadoo.fr " +
    "laposte.net libero.it wp.pl onet.pl seznam.cz hushmail.com mail.com"
  ).split(" "),
);

/** All domains of mail providers that are known here. */
export function mailProviders(): Iterable<string> {
  return new Set([...WEBMAIL, ...PROVIDERS, ...SENDERS]);
}

/** True for a domain of a provider that is too large to be anybody's own. */
export function isWebmail(name: string): boolean {
  return WEBMAIL.has(name.toLowerCase());
}

/** Domains under which hosts of strangers get their names: clouds, hosters and dial-up pools that are not public suffixes. */
const HOSTERS: ReadonlySet<string> = new Set(
  (
    "amazonaws.com googleusercontent.com cloudapp.net azure.com linode.com linodeusercontent.com vultrusercontent.com " +
    "digitalocean.com ovh.net your-server.de contaboserver.net secureserver.net hosteurope.de t-ipconnect.de " +
    "comcast.net rr.com verizon.net btcentralplus.com"
  ).split(" "),
);

/** Authorities that give a certificate to anybody who has a domain, as they name themselves in their certificates. */
const PUBLIC_AUTHORITIES =
  /let.s encrypt|internet security research group|zerossl|google trust services|buypass|digicert|sectigo|comodo ca|globalsign|godaddy|starfield tech|o=amazon(?:\/|$)|ssl corp|geotrust|rapidssl|thawte|entrust,? inc|certum|unizeto|actalis|o=gandi|trustasia|cpanel|startcom|cacert\.org|o=cacert inc/i;

/** Judges an issuer of certificates, in the form of sendmail's macro `${cert_issuer}`: `/C=US/O=Let+27s+20Encrypt/CN=R3`. */
export function judgeIssuer(issuer: string): Judgement {
  const name = issuer.replace(/\+([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return PUBLIC_AUTHORITIES.test(name)
    ? { grade: "open", reason: "This authority gives a certificate to anyone who has a domain." }
    : intended("The certificate is verified; only a certificate authority that you trust can give it.");
}

/** Judges a net or address from which clients may relay; undefined for keys that name none. */
export function judgeNet(shape: KeyShape): Judgement | undefined {
  if (shape.kind === "ipv4") {
    const { octets } = shape;
    const isPublic = [0, 255].some((rest) => {
      const address = [...octets, rest, rest, rest].slice(0, 4);
      return new IPv4(address).range() === "unicast";
    });
    if (!isPublic) return intended("These addresses are not used on the Internet.");
    if (octets.length === 1)
      return { grade: "open", reason: "These are 16,777,216 addresses, nearly all of them strangers'." };
    if (octets.length === 2)
      return { grade: "wide", reason: "These are 65,536 public addresses: fine only if all of them are yours." };
    return intended(octets.length === 3 ? "These are 256 addresses." : "This is a single address.");
  }
  if (shape.kind === "ipv6") {
    const { groups } = shape;
    const [group = 0] = groups;
    // Only 2000::/3 is given out (RFC 4291): `IPv6:2` means 0002::/16, not all that begins with a 2.
    const isPublic = [0, 0xffff].some((second) => {
      const address = [group, second, 0, 0, 0, 0, 0, 1];
      return new IPv6(address).range() === "unicast";
    });
    if (group < 0x2000 || group > 0x3fff || !isPublic) return intended("These addresses are not used on the Internet.");
    if (groups.length === 1) return { grade: "open", reason: "This is a large part of the whole IPv6 Internet." };
    if (groups.length === 2)
      return { grade: "wide", reason: "This is what a whole Internet provider gets: fine only if all of it is yours." };
    return intended("This is a network of usual size for one site.");
  }
  return undefined;
}

/** Judges a domain whose hosts may relay to anywhere (`client`) or that anyone may send to (`recipient`). */
export function judgeName(name: string, side: "client" | "recipient", exact: boolean): Judgement {
  if (exact) return intended("Only this one name is meant.");
  const owner = ownerOf(name.toLowerCase());
  if (owner.isPublicSuffix) {
    const what = owner.isPrivateSuffix
      ? "The names below it are handed out to strangers."
      : "Anyone can register a name below it.";
    return { grade: "open", reason: what };
  }
  if (side === "client" && HOSTERS.has(name.toLowerCase()))
    return { grade: "open", reason: "Anyone can rent a host, or a line, with a name below it." };
  if (isMailProvider(name)) {
    return side === "recipient"
      ? {
          grade: "open",
          reason: "It belongs to a large mail provider: its users are strangers, and anyone may send to them.",
        }
      : { grade: "wide", reason: "The servers of this mail provider send for all of its users." };
  }
  return intended(
    side === "client"
      ? "Only hosts whose verified name is in it may relay."
      : "It is a domain that this server takes mail for.",
  );
}
