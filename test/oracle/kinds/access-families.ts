// Families of keys of the access map, each about one domain and one network, and whom its lines may be about.
import type { Aspect } from "./access-claims.ts";

/** The network of a family, which has a client at `.7` and another at `.8`. */
const networkOf = (family: number): string => `198.${18 + (family >> 8)}.${family & 255}`;

/** All keys of a family, without tags. */
export function keysIn(family: number): readonly string[] {
  const [k, net] = [`k${family}.test`, networkOf(family)];
  return [k, `sub.${k}`, `.${k}`, `j${family}@${k}`, `j${family}@sub.${k}`, `j${family}@`, net, `${net}.7`];
}

/** Whom a question is about: a client, or a sender or recipient whose client is a stranger. */
export interface Subject<Of extends Aspect> {
  readonly aspect: Of;
  readonly mailbox: string;
  readonly host: string;
  readonly address: string;
}

/**
 * All subjects of a family.
 *
 * @param ofClients what is asked about clients
 * @param ofMailboxes what is asked about mailboxes
 */
export function subjectsIn<Of extends Aspect>(
  family: number,
  ofClients: Of,
  ofMailboxes: readonly Of[],
): readonly Subject<Of>[] {
  const k = `k${family}.test`;
  const net = networkOf(family);
  const client = (host: string, address: string): Subject<Of> => ({ aspect: ofClients, mailbox: "", host, address });
  const stranger = { host: "stranger.test", address: "203.0.113.9" };
  return [
    client(k, "203.0.113.9"),
    client(`sub.${k}`, "203.0.113.9"),
    client(`[${net}.7]`, `${net}.7`),
    client(`sub.${k}`, `${net}.7`),
    client(`other.${k}`, `${net}.8`),
    ...ofMailboxes.flatMap((aspect) =>
      [`j${family}@${k}`, `j${family}@sub.${k}`, `ann@${k}`, `ann@sub.${k}`].map((mailbox) => ({
        aspect,
        mailbox,
        ...stranger,
      })),
    ),
  ];
}
