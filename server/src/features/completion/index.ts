// Completion: what may be written at a place, in either kind of file.
import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { MailSite } from "../../site/types.ts";
import type { FeatureOptions } from "../options.ts";
import { completeMc } from "./mc.ts";
import { completeTable } from "./table.ts";

export { resolveItem } from "./items.ts";

/** The items at a position; [] where nothing is known. */
export function complete(
  site: MailSite,
  uri: string,
  position: Position,
  options: FeatureOptions,
): readonly CompletionItem[] {
  const document = site.document(uri);
  if (document === undefined) return [];
  const offset = document.offsetAt(position);
  const table = site.tables.find((file) => file.uri === uri);
  if (table !== undefined) return completeTable(site, table, offset, options);
  // The compiled .cf is among the site's documents, but nobody writes it.
  return uri === site.mc?.compiled?.uri ? [] : completeMc(document, offset, options, site.mc?.config);
}
