// Lists whose programs and files sendmail refuses because of who owns or may write the list, though it reads the other recipients.
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { SiteFact } from "../types.ts";
import { deliveryRights } from "./delivery-rights.ts";
import { blameWords, countsGroup, otherWriter } from "./rights.ts";

/** In /etc/shells: every shell counts. */
const ANY_SHELL = "/SENDMAIL/ANY/SHELL/";

/** Why sendmail takes no programs and files from a list, as a sentence; by the list's URI. */
export const UNTRUSTED_LISTS: SiteFact<ReadonlyMap<string, string>> = {
  of: perSite((site) => {
    const lists = site.tablesOf("list").flatMap((file) => {
      const why = whyNot(file, site);
      return why === undefined ? [] : [[file.uri, why] as const];
    });
    return new Map(lists);
  }),
  fingerprint: (lists) => JSON.stringify([...lists]),
};

function whyNot({ uri, naming }: TableFile, site: MailSite): string | undefined {
  const { host } = site;
  const words = blameWords(site);
  const writer = otherWriter(host.modes.get(uri));
  if (writer === "world" && words.has("worldwritableincludefile")) return "everybody may write this list";
  if (writer === "group" && words.has("groupwritableincludefile") && !words.has("groupwritableincludefilesafe"))
    if (countsGroup(site)) return "the group of this list may write it";
  const rights = deliveryRights(site);
  // A list within a list is read as the owner of the outer one.
  if (rights === undefined || naming === undefined || site.tables.some((file) => isListAt(file, naming.span.source)))
    return undefined;
  const found = host.paths.get(naming.path);
  const uid = found?.kind === "there" ? found.value.uid : 0;
  if (uid === 0 || rights.uid === undefined || uid === rights.uid) return undefined;
  const owners = [...host.accounts].filter(([, account]) => account.uid === uid);
  const [owner] = owners;
  if (owner === undefined) return host.users === undefined ? undefined : `its owner, ${uid}, is not a user`;
  const { shells } = host;
  if (shells === undefined || shells.has(ANY_SHELL)) return undefined;
  const isBarred = owners.every(([, { shell = "" }]) => !shells.has(shell === "" ? "/bin/sh" : shell));
  return isBarred ? `the shell of its owner, ${owner[0]}, is not in /etc/shells` : undefined;
}

function isListAt({ uri, table }: TableFile, wanted: string): boolean {
  return uri === wanted && table.kind === "list";
}
