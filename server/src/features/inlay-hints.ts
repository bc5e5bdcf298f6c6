// How many addresses a network key covers, shown behind it.
import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver-types";
import type { MailSite } from "../site/types.ts";
import { addressCount } from "./entry-text.ts";

/** The hints of the lines in a range; [] for a .mc. */
export function inlayHints(site: MailSite, uri: string, range: Range): readonly InlayHint[] {
  const file = site.tables.find((table) => table.uri === uri);
  if (file === undefined) return [];
  const hints: InlayHint[] = [];
  for (let line = range.start.line; line <= Math.min(range.end.line, file.table.lineCount - 1); line++) {
    const entry = file.table.entryAt(line);
    const { kind } = entry?.shape ?? { kind: "empty" };
    const count = entry === undefined || (kind !== "ipv4" && kind !== "ipv6") ? undefined : addressCount(entry.shape);
    if (entry === undefined || count === undefined) continue;
    hints.push({
      position: file.document.positionAt(entry.keySpan.end),
      label: count,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    });
  }
  return hints;
}
