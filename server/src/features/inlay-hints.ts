// How many addresses a network has, shown after its key.
import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver-types";
import type { TableFile } from "../site/types.ts";
import type { KeyShape } from "../tables/key.ts";
import type { Shown } from "./editor.ts";
import { addressCount } from "./key-text.ts";

/** The hints of the lines in a range of a table. */
export function networkHints({ file }: Shown<TableFile>, range: Range): readonly InlayHint[] {
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
