// How bad a grant is, judged by what it covers: nets by their size and owner, domains by who may register in them.
import { IPv4, IPv6 } from "ipaddr.js";
import { isHoster, isMailProvider, isPublicAuthority } from "../../catalog/strangers.ts";
import { type KeyShape, ownerOf } from "../../tables/key.ts";
import { lowerCase } from "../../text/lower-case.ts";
import type { Grade } from "../types.ts";

export interface Judgement {
  readonly grade: Grade;
  /** Why, as a sentence. */
  readonly reason: string;
}

const intended = (reason: string): Judgement => ({ grade: "intended", reason });

/** Judges an issuer of certificates, in the form of sendmail's macro `${cert_issuer}`: `/C=US/O=Let+27s+20Encrypt/CN=R3`. */
export function judgeIssuer(issuer: string): Judgement {
  return isPublicAuthority(issuer)
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
  // The users of a provider have their addresses in the one name.
  if (exact && !(side === "recipient" && isMailProvider(name))) return intended("Only this one name is meant.");
  const owner = ownerOf(lowerCase(name));
  if (owner.isPublicSuffix) {
    const what = owner.isPrivateSuffix
      ? "The names below it are handed out to strangers."
      : "Anyone can register a name below it.";
    return { grade: "open", reason: what };
  }
  if (side === "client" && isHoster(name))
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
