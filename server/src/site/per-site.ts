// Work that several parts want done over the same site, done once.
import type { MailSite } from "./types.ts";

/**
 * The same function, which answers a site that it knows from memory. A site is immutable, and its memory ends with it: it is
 * kept in the site and not in a WeakMap, whose values V8 takes for alive until its next full collection of garbage, while
 * every keystroke makes a new site.
 */
export function perSite<T>(work: (site: MailSite) => T): (site: MailSite) => T {
  return (site) => {
    const known = site.derived.get(work) as { readonly value: T } | undefined;
    if (known !== undefined) return known.value;
    const value = work(site);
    site.derived.set(work, { value });
    return value;
  };
}
