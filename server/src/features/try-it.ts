// "Try it" on a line of a table: the same question that the command asks, with the line's address filled in.
import type { CodeAction, CodeLens } from "vscode-languageserver-types";
import type { TableFile } from "../site/types.ts";
import { lens } from "./code-lens.ts";
import type { Place, Shown } from "./editor.ts";
import { COMMAND, TRY_IT_KIND } from "./promises.ts";

/** Somebody in a domain of a table. */
const SOMEONE = "someone";

/** An address that a key of a table is looked up for: `user@d` and `user` as they are, somebody for `@d`, `d` and `.d`. */
export function addressOf(key: string, isDomain: boolean): string {
  const plain = key.replace(/\+\*(?=@|$)/, "+detail");
  if (plain.startsWith("@")) return `${SOMEONE}${plain}`;
  if (!isDomain) return plain;
  if (plain === ".") return `${SOMEONE}@elsewhere.example`;
  return `${SOMEONE}@${plain.startsWith(".") ? `host${plain}` : plain}`;
}

/** Asks where mail to an address goes. */
export function tryMail(uri: string, recipient: string): CodeAction {
  const title = `Where does mail to ${recipient} go?`;
  return { title, kind: TRY_IT_KIND, command: { title, command: COMMAND.where, arguments: [uri, { recipient }] } };
}

/** The question for the line under the cursor; [] where it has no entry. */
export function tryLine({ file, offset }: Place<TableFile>, address: (key: string) => string): readonly CodeAction[] {
  const entry = file.table.entryAtOffset(offset) ?? file.table.entryAt(file.document.positionAt(offset).line);
  return entry === undefined ? [] : [tryMail(file.uri, address(entry.key))];
}

/** Above a table that routes mail: the command, for any address. */
export function whereLens({ file }: Shown<TableFile>): CodeLens {
  return lens({ title: "Where does mail go?", command: COMMAND.where, arguments: [file.uri] });
}
