// What no domain has that sendmail asks a table for, whichever table it is.
import { INVISIBLE } from "../tables/space.ts";

/** Why sendmail never asks for a domain, as a clause, and the domain that is meant, where that is plain. */
export interface DomainFault {
  readonly why: string;
  readonly meant: string | undefined;
}

/** sendmail leaves an address in brackets alone, and makes of one that is its own its name (test/oracle/kinds/odd-keys.test.ts). */
const FAULTS: readonly (readonly [form: RegExp, why: string, dropped?: RegExp])[] = [
  [/^\[/, "mail for an address in brackets is not looked up"],
  [/^["'`‘“].*["'`’”]$/, "the quotes are part of the key", /["'`‘’“”]/g],
  [/["'\\()<>]/, "no domain has such a name"],
];

/** What nearly all domains are. */
const PLAIN = /^[\w-]+(?:\.[\w-]+)*$/;

/** What is wrong with a domain, but for dots, stars and what separates words, which mean something else in each table. */
export function domainFault(domain: string): DomainFault | undefined {
  if (PLAIN.test(domain)) return undefined;
  const seen = domain.replace(INVISIBLE, "");
  if (seen !== domain) return { why: "an invisible character is part of it", meant: seen };
  const [, why, dropped] = FAULTS.find(([form]) => form.test(domain)) ?? [];
  return why === undefined ? undefined : { why, meant: dropped && domain.replace(dropped, "") };
}
