// Above an access map or relay-domains: how many grants it makes, and how many of them are open.
import type { CodeLens } from "vscode-languageserver-types";
import { exposureList } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";

/** One lens on the first line of a file that may grant relaying; [] for others. It opens the report. */
export function codeLenses(site: MailSite, uri: string): readonly CodeLens[] {
  const file = site.tables.find((table) => table.uri === uri);
  if (file === undefined || (file.role === "class" && file.className !== "R")) return [];
  const list = exposureList(site);
  const open = list.linesOf(uri, "open", "forgeable");
  const grants = list.linesOf(uri);
  const noun = grants === 1 ? "line grants relaying" : "lines grant relaying";
  const title =
    grants === 0 ? "No line grants relaying" : `${grants} ${noun}, ${open === 0 ? "none" : open} to strangers`;
  const start = { line: 0, character: 0 };
  return [{ range: { start, end: start }, command: { title, command: "sendmail.relayReport", arguments: [uri] } }];
}
