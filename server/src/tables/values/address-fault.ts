// Why an address or a user's name on a right side cannot be one: asked of sendmail for aliases and the virtusertable alike.

/**
 * `two-at`: "Invalid route address". `bad-host`: "Invalid host name". `port`: what follows the colon is read as the user.
 * `single-quotes`: part of the name. `name`: no user can have it.
 */
export type AddressFault = "two-at" | "bad-host" | "port" | "single-quotes" | "name";

/** Names that nobody has: with a dot at an end, with brackets, stars, question marks or what quotes in shells. */
const NO_NAME = /^[.+-]?$|[[\]{}?*|`]|^[.#]|\.$|\.\./;

/** What is wrong with an address, or with the name of a user of this server; undefined where nothing is. */
export function addressFault(address: string): AddressFault | undefined {
  if (/^'.*'$/.test(address)) return "single-quotes";
  if (/^[^@%!:"]+@[^@%!:]*@[^@%!:]+$/.test(address)) return "two-at";
  const host = /^[^"@]+@([^@]+)$/.exec(address)?.[1];
  if (host !== undefined) {
    if (/[^:\]]:\d+$/.test(host)) return "port";
    return /^\.|\.\./.test(host.replace(/\.+$/, "")) ? "bad-host" : undefined;
  }
  return /^[^@%!:"\\]+$/.test(address) && NO_NAME.test(address) ? "name" : undefined;
}
