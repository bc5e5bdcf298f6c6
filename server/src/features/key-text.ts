// Whom the key of a table line means, and why sendmail may never find it.
import { isFoundByAddress, type KeyShape } from "../tables/key.ts";
import { code } from "./markdown.ts";
import type { EntrySurroundings } from "./surroundings.ts";

/** True for a key that one address alone matches. */
export function isSingleAddress(shape: KeyShape): boolean {
  return (shape.kind === "ipv4" && shape.count === 1) || (shape.kind === "ipv6" && shape.hostBits === 0);
}

/** Number of addresses with thousands separated, and for IPv6 as a power of two. */
export function addressCount(shape: KeyShape): string | undefined {
  if (shape.kind === "ipv4") return shape.count === 1 ? "1 address" : `${grouped(shape.count)} addresses`;
  if (shape.kind === "ipv6") return shape.hostBits === 0 ? "1 address" : `2^${shape.hostBits} addresses`;
  return undefined;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The network of a key in the notation that people use elsewhere: `192.168.2.0/24`. */
export function cidrOf(shape: KeyShape): string | undefined {
  if (shape.kind === "ipv4") return `${[...shape.octets, 0, 0, 0].slice(0, 4).join(".")}/${8 * shape.octets.length}`;
  if (shape.kind === "ipv6") {
    const groups = shape.groups.map((group) => group.toString(16)).join(":");
    return `${shape.hostBits === 0 ? groups : `${groups}::`}/${128 - shape.hostBits}`;
  }
  return undefined;
}

/** Whom a key means as a host: "every host in 192.168.2.0/24 (256 addresses)". */
export function whoIs(shape: KeyShape, exactly = false): string {
  switch (shape.kind) {
    case "empty":
      return "every host without a line of its own";
    case "ipv4":
    case "ipv6": {
      const address = isSingleAddress(shape) ? addressOf(shape) : undefined;
      if (address === undefined) return `every host in ${cidrOf(shape)} (${addressCount(shape)})`;
      return shape.bracketed ? `the host ${address}, while its name is not confirmed,` : `the host ${address}`;
    }
    case "domain":
      if (shape.leadingDot) return `every name below ${code(shape.name)}`;
      return exactly ? code(shape.name) : `${code(shape.name)} and every name below it`;
    case "address":
      return shape.domain === ""
        ? `the user ${code(shape.user)} in any domain`
        : `the address ${code(`${shape.user}@${shape.domain}`)}`;
    default:
      return "nobody";
  }
}

/** Whom a key means as a sender or recipient: "anyone at example.com or a domain below it". */
export function whoseMail(shape: KeyShape, exactly = false): string {
  switch (shape.kind) {
    case "empty":
      return "anyone without a line of its own";
    case "domain":
      if (shape.leadingDot) return `anyone at a domain below ${code(shape.name)}`;
      return `anyone at ${code(shape.name)}${exactly ? "" : " or a domain below it"}`;
    case "ipv4":
    case "ipv6":
      return shape.bracketed ? `anyone at ${code(`[${shape.spelling}]`)}` : whoIs(shape);
    default:
      return whoIs(shape);
  }
}

/** As whoseMail, where sendmail looks for `user@` in its own domains only. */
export function whoseMailHere(shape: KeyShape): string {
  if (shape.kind === "address" && shape.domain === "")
    return `the user ${code(shape.user)} in any of this server's own domains`;
  return whoseMail(shape);
}

function addressOf(shape: KeyShape & { readonly kind: "ipv4" | "ipv6" }): string {
  return shape.spelling.replace(/^IPv6:/, "");
}

/** Why sendmail can never find a key of an access map, and what to write; undefined where it can. */
export function whyNever(
  key: string,
  shape: KeyShape,
  around: Pick<EntrySurroundings, "accessWord">,
): string | undefined {
  switch (shape.kind) {
    case "cidr":
      return "sendmail does not read networks in CIDR notation. Write the first numbers of the addresses.";
    case "wildcard":
      return `sendmail does not support \`*\`. ${shape.rest === "" ? "" : `${code(shape.rest)} alone covers everything below it.`}`.trim();
    case "invalid":
      return "sendmail never sees anything spelt like this.";
    case "ipv4":
    case "ipv6":
      if (shape.bracketed || isFoundByAddress(key, shape)) return undefined;
      return `sendmail looks for this address as ${code(shape.spelling)}.`;
    case "domain":
      if (shape.leadingDot && !around.accessWord("lookupdotdomain"))
        return "a name that starts with a dot is looked up only with the word `lookupdotdomain` in access_db.";
      return shape.trailingDot ? "sendmail takes the dot off the end of a name before it looks." : undefined;
    case "address":
      return shape.user === ""
        ? `an address needs a user. For the whole domain write ${code(shape.domain)}.`
        : undefined;
    default:
      return undefined;
  }
}

/** With a capital at the start, unless it starts with code. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
