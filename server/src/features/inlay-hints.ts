// How many addresses a network has, shown behind its key.
import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver-types";
import type { MailSite } from "../site/types.ts";
import type { KeyShape } from "../tables/key.ts";
import { addressCount } from "./entry-text.ts";

/** The hints of the lines in a range; [] for a .mc. */
export function inlayHints(site: MailSite, uri: string, range: Range): readonly InlayHint[] {
  const file = site.tables.find((table) => table.uri === uri);
  if (file === undefined) return [];
  const hints: InlayHint[] = [];
  for (let line = range.start.line; line <= Math.min(range.end.line, file.table.lineCount - 1); line++) {
    const entry = file.table.entryAt(line);
    const label = entry && isNetwork(entry.shape) ? addressCount(entry.shape) : undefined;
    if (entry === undefined || label === undefined) continue;
    hints.push({
      position: file.document.positionAt(entry.keySpan.end),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    });
  }
  return hints;
}

/** True for more than one address: of a single one everybody sees how many it is. */
function isNetwork(shape: KeyShape): boolean {
  return (shape.kind === "ipv4" && shape.octets.length < 4) || (shape.kind === "ipv6" && shape.groups.length < 8);
}
