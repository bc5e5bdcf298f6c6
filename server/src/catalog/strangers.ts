// Names that look like one owner's and belong to many, from data/strangers.yaml and the email-providers library.
import libraryProviders from "email-providers/common.json";
import data from "./data/strangers.yaml";

type Group = "providers" | "webmail" | "own" | "hosters" | "authorities";

/** Names in manuals are not anybody's mail provider (RFC 2606 and similar). */
const EXAMPLES = /^(?:example|test|(?:your|my)domain)\./;

interface Strangers {
  /** Mail providers, and services that send for anybody who pays. */
  readonly providers: ReadonlySet<string>;
  readonly webmail: ReadonlySet<string>;
  readonly hosters: ReadonlySet<string>;
  readonly authorities: RegExp;
}

let read: Strangers | undefined;

function strangers(): Strangers {
  if (read !== undefined) return read;
  const groups = JSON.parse(data) as Readonly<Record<Group, readonly string[]>>;
  const names = (group: Group): ReadonlySet<string> => new Set(groups[group].flatMap((line) => line.split(" ")));
  const own = names("own");
  const listed = libraryProviders.filter((name) => !EXAMPLES.test(name) && !own.has(name));
  read = {
    providers: new Set([...listed, ...names("providers")]),
    webmail: names("webmail"),
    hosters: names("hosters"),
    authorities: new RegExp(groups.authorities.join("|"), "i"),
  };
  return read;
}

/** In lower case, as nearly all of a million names are already. */
function asListed(name: string): string {
  return /[A-Z]/.test(name) ? name.toLowerCase() : name;
}

/** True for a domain of a mail provider, whose users are strangers, or of a service that sends for anybody who pays. */
export function isMailProvider(name: string): boolean {
  return strangers().providers.has(asListed(name));
}

/** True for a domain of a provider that is too large to be anybody's own. */
export function isWebmail(name: string): boolean {
  return strangers().webmail.has(asListed(name));
}

/** All domains of mail providers that are known here. */
export function mailProviders(): Iterable<string> {
  return new Set([...strangers().webmail, ...strangers().providers]);
}

/** True for a domain under which hosts of strangers get their names. */
export function isHoster(name: string): boolean {
  return strangers().hosters.has(asListed(name));
}

/**
 * True for an authority that gives a certificate to anyone who has a domain.
 * @param issuer as sendmail's macro `${cert_issuer}` has it: `/C=US/O=Let+27s+20Encrypt/CN=R3`, with `+` before two hexadecimal digits.
 */
export function isPublicAuthority(issuer: string): boolean {
  const name = issuer.replace(/\+([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return strangers().authorities.test(name);
}
