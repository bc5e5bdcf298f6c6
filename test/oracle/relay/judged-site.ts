// The site of a file on disk, judged as the editor and the command line judge it.
import { diskFiles } from "../../../server/src/files.node.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { HOST } from "./generator.ts";

/** `library`: the folder of an m4 library with its slash; undefined where none is to be found. */
export async function judgedSite(
  file: string,
  library: string | undefined,
  hostName: string | undefined = HOST,
): Promise<MailSite> {
  const settings = {
    ...DEFAULT_SETTINGS,
    root: "file:///",
    ...(hostName === undefined ? {} : { hostName }),
    cfDir: library === undefined ? "file:///nowhere" : `file://${library.slice(0, -1)}`,
  };
  const shared = { configs: new KnownConfigs(), kinds: KINDS, rules: [] };
  const judge = new Judge({ ...diskFiles(), folders: [] }, settings, shared);
  const [site] = await judge.sitesOf(`file://${file}`);
  if (site === undefined) throw new Error(`${file} is no site`);
  await judge.prepare(site);
  return site;
}
