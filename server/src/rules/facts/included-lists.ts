// What is known of the lists that aliases include: files that sendmail reads with them.

import { listsIn } from "../../kinds/included.ts";
import { listAt, MOST_LISTS } from "../../site/lists.ts";
import { pathOf } from "../../site/paths.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { SiteFact } from "../types.ts";
import { deliveryRights } from "./delivery-rights.ts";
import { blameWords, countsGroup, otherWriter, unsafeFolder } from "./rights.ts";

/**
 * What is wrong with a list: it is missing, is not a file, may be written by others, is in a `folder` that others may write, or has no
 * recipients. `circle`: it includes itself and nobody else. `rights`: the user that sendmail becomes may not read it, or not enter the
 * folder `path`. `unread`: the first list that was not read, because there are so many.
 */
export type ListTrouble =
  | { readonly kind: "missing" | "not-a-file" | "empty" | "circle" | "unread" }
  | { readonly kind: "folder"; readonly by: "group" | "world"; readonly path: string }
  | { readonly kind: "rights"; readonly user: string; readonly path: string }
  | { readonly kind: "writable"; readonly by: "group" | "world" };

/** The lists with which something is wrong, by the path as written. */
export const INCLUDED_LISTS: SiteFact<ReadonlyMap<string, ListTrouble>> = {
  of: perSite((site) => {
    const found = new Map<string, ListTrouble>();
    for (const path of site.included.keys()) {
      const trouble = troubleWith(path, site);
      if (trouble !== undefined) found.set(path, trouble);
    }
    const unread = site.included.size < MOST_LISTS ? undefined : firstUnread(site);
    if (unread !== undefined) found.set(unread, { kind: "unread" });
    return found;
  }),
  fingerprint: (lists) => JSON.stringify([...lists]),
};

function firstUnread(site: MailSite): string | undefined {
  for (const { table } of [...site.tablesOf("aliases"), ...site.tablesOf("list")])
    for (const { path } of listsIn(table)) if (!site.included.has(path)) return path;
  return undefined;
}

/** @param within the lists that include this one; sendmail reads it as the first one's owner, who may be another user */
function troubleWith(path: string, site: MailSite, within: readonly string[] = []): ListTrouble | undefined {
  const found = site.included.get(path);
  if (found === undefined) return undefined;
  if (path === "/dev/null") return { kind: "not-a-file" };
  if (within.includes(path)) return { kind: "circle" };
  if (found.kind === "missing") return isAtHome(path, site) ? { kind: "missing" } : undefined;
  // Rights of ours say nothing about those of sendmail.
  if (found.kind === "unreadable") return found.obstacle === "not-a-file" ? { kind: "not-a-file" } : undefined;
  const writer = otherWriter(site.host.modes.get(found.value.uri));
  const words = blameWords(site);
  if (writer === "world" && !words.has("worldwritableincludefile")) return { kind: "writable", by: writer };
  if (writer === "group" && countsGroup(site) && !words.has("groupwritableincludefile"))
    return { kind: "writable", by: writer };
  const folder = words.has("includefileinunsafedirpath") ? undefined : unsafeFolder(found.value.uri, site, words);
  if (folder !== undefined) return { kind: "folder", by: folder.writer, path: pathOf(folder.uri) };
  const rights = within.length === 0 ? deliveryRights(site) : undefined;
  const closed = rights?.list(path);
  if (rights !== undefined && closed !== undefined) return { kind: "rights", user: rights.user, path: closed.path };
  const list = listAt(site, path)?.table;
  if (list === undefined) return undefined;
  if (list.entryCount === 0) return { kind: "empty" };
  // Whatever else is wrong within a list is reported there; beside others, a list of nobody does no harm.
  const [inner] = list.entryCount === 1 ? listsIn(list) : [];
  const trouble = inner && troubleWith(inner.path, site, [...within, path]);
  return trouble?.kind === "empty" || trouble?.kind === "circle" ? trouble : undefined;
}

/** True where a file of this path would be here if the server had it: all others may lie elsewhere on that server. */
function isAtHome(path: string, { mc, host }: MailSite): boolean {
  if (host.isLive) return true;
  if (mc === undefined) return false;
  const folder = mc.config.mailSettingsDir;
  const own = pathOf(mc.uri);
  const ownFolder = own.slice(0, own.lastIndexOf("/") + 1);
  if (ownFolder === folder) return true;
  return mc.compiled !== undefined && ownFolder.endsWith(folder) && path.startsWith(folder);
}
