// Which hosts are the server's own (class w), and whether all that is written down about them was read.
import { perSite } from "../site/per-site.ts";
import { localNames } from "./local-names.ts";
import type { SiteFact } from "./types.ts";

export interface OwnHosts {
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  /** False where a part of the class is not known: without a .mc, without the host's name, with files that were not read. */
  readonly isComplete: boolean;
}

/** The server's own names. */
export const OWN_HOSTS: SiteFact<OwnHosts> = {
  of: perSite((site) => {
    const names = new Set(["localhost"]);
    for (const { name } of localNames(site)) names.add(name.toLowerCase());
    const config = site.mc?.config;
    for (const name of [site.hostName, config?.option("confDOMAIN_NAME")?.value]) {
      if (name === undefined || /[$`']/.test(name)) continue;
      names.add(name.toLowerCase());
    }
    const members = config?.classMembers("w") ?? [];
    const unread = [...site.missing, ...site.unreadable].some(({ className }) => className === "w");
    const isWritten = members.every(
      ({ how }) => how.kind === "file" || (how.kind === "words" && how.words.every(({ text }) => !/[$`']/.test(text))),
    );
    const isComplete =
      config !== undefined && config.fatal === undefined && site.hostName !== undefined && !unread && isWritten;
    return { names, isComplete };
  }),
  fingerprint: ({ names, isComplete }) => `${isComplete} ${[...names].sort().join(" ")}`,
};
