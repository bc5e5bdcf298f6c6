// Work that several rules want done over the same site, done once.
import type { MailSite } from "../site/types.ts";

/** The same function, which answers a site that it knows from memory. A site is immutable, and its memory ends with it. */
export function perSite<T>(work: (site: MailSite) => T): (site: MailSite) => T {
  const done = new WeakMap<MailSite, { readonly value: T }>();
  return (site) => {
    const known = done.get(site) ?? { value: work(site) };
    done.set(site, known);
    return known.value;
  };
}
