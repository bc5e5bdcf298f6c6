// The parts of `error:` while they are written.
import type { SignatureHelp } from "vscode-languageserver-types";
import { beforeCursor } from "../../features/completion/table.ts";
import type { Place } from "../../features/editor.ts";
import { errorSignature } from "../../features/error-signature.ts";
import type { TableFile } from "../../site/types.ts";

/** The signature at a place; undefined outside of `error:`. */
export function virtusertableSignature(line: Place<TableFile>): SignatureHelp | undefined {
  const value = /^[^\s#]\S*[ \t]+(.*)$/s.exec(beforeCursor(line))?.[1];
  return value === undefined ? undefined : errorSignature(value, line.file);
}
