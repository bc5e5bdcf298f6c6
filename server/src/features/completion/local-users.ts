// The users of a server, as far as its files name them: for completion wherever a recipient of this server may be written.

import type { MailSite } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";

/** Names of aliases, then of the host's users, each with what it is; `most` of them. */
export function localUsers(site: MailSite, most: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const { table } of site.tablesOf("aliases"))
    for (const { key } of firstEntries(table)) {
      if (found.size >= most) break;
      if (/^[\w.-]+$/.test(key)) found.set(key, "an alias");
    }
  for (const name of site.host.users ?? [])
    if (found.size < most && !found.has(name)) found.set(name, "a user of this host, as etc/passwd says");
  return found;
}
