// A folder that others may write to: sendmail does not trust the files in it.
import type { TableKindName } from "../../kinds/index.ts";
import { pathOf } from "../../site/paths.ts";
import type { TableFile } from "../../site/types.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import { blameWords, octal, unsafeFolder } from "../facts/rights.ts";
import type { SiteRule } from "../types.ts";

/** Words of DontBlameSendmail that make sendmail read files of a kind in such a folder anyway. */
const EXEMPTIONS: Readonly<Partial<Record<TableKindName, string>>> = { class: "classfileinunsafedirpath" };
const MAPS = "mapinunsafedirpath";

export const rule: SiteRule = {
  meta: {
    code: "site-writable-folder",
    title: "A folder that others may write to: sendmail does not read its files",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: [
      'seen with sendmail: "Group writable directory", "unsafe map file"',
      "Operations guide, section on file and map permissions",
    ],
  },
  check(site, report) {
    const { mc, cf, host } = site;
    const uri = (mc ?? cf)?.uri;
    if (uri === undefined || host.modes.size === 0) return;
    const words = blameWords(site);
    const reported = new Set<string>();
    for (const file of site.tables) {
      const { naming } = file;
      // Another rule is about lists.
      if (naming === undefined || file.kind === "list" || words.has(EXEMPTIONS[file.kind] ?? MAPS)) continue;
      const folder = unsafeFolder(file.uri, site, words);
      if (folder === undefined || reported.has(folder.uri)) continue;
      reported.add(folder.uri);
      const path = pathOf(folder.uri);
      const others = folder.writer === "group" ? "its group" : "everybody";
      report({
        span: knownPlace(site, naming.span, beginningOf(uri)),
        message: `sendmail does not trust this file's folder: ${others} may write there.\n${path} has mode ${octal(folder.mode)}. ${effect(file)} Take the right away: chmod ${folder.writer === "group" ? "g-w" : "go-w"} ${path}.`,
      });
    }
  },
};

/** What sendmail does without the file. */
function effect({ kind }: TableFile): string {
  if (kind === "class") return "sendmail stops where it reads this file into a class.";
  if (kind === "aliases") return "newaliases makes no database there, and aliases are not found: User unknown.";
  return "The map is not opened, and what needs it waits.";
}
