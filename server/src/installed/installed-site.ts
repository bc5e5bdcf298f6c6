// A mail server as sendmail has it now: the .cf beside the .mc, as if there were no .mc.
import type { Judge } from "../judge.ts";
import { baseName } from "../site/paths.ts";
import type { MailSite, Workspace } from "../site/types.ts";
import { TextDocument } from "../text.ts";

/** The site, and who judges it. */
export interface InstalledSite {
  readonly site: MailSite;
  readonly judge: Judge;
}

/**
 * The site of the installed .cf; undefined where there is none.
 *
 * @param judgeOn judges a workspace in which the .mc is hidden
 * @param dumps what databases contain, by the URI of the table that each was made from; other tables are read as they are written
 */
export async function installedSite(
  site: MailSite,
  workspace: Workspace,
  judgeOn: (workspace: Workspace) => Judge,
  dumps: ReadonlyMap<string, string> = new Map(),
): Promise<InstalledSite | undefined> {
  if (site.cf === undefined) return undefined;
  const { uri } = site.cf;
  const documents = new Map([...dumps].map(([table, text]) => [table, TextDocument.create(table, "", 0, text)]));
  const hidden = site.mc?.uri;
  const overlay: Workspace = {
    ...workspace,
    read: async (asked, bounds) => {
      if (asked === hidden) return { kind: "missing" };
      const dumped = documents.get(asked);
      return dumped === undefined ? await workspace.read(asked, bounds) : { kind: "there", value: dumped };
    },
    list: async (folder, bounds) => {
      const found = await workspace.list(folder, bounds);
      if (found.kind !== "there" || hidden === undefined) return found;
      return { kind: "there", value: found.value.filter((name) => name !== baseName(hidden)) };
    },
  };
  const judge = judgeOn(overlay);
  const [now] = await judge.sitesOf(uri);
  if (now === undefined) return undefined;
  await judge.prepare(now);
  return { site: now, judge };
}
