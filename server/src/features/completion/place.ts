// The place in a .mc that a completion list is made for.
import type { Range } from "vscode-languageserver-types";
import type { MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { TextDocument } from "../../text.ts";
import type { CallContext } from "../call-context.ts";
import type { FeatureOptions } from "../options.ts";

/** Everything that a list is made from. */
export interface Place {
  readonly context: CallContext;
  readonly document: TextDocument;
  readonly offset: number;
  readonly options: FeatureOptions;
  /** What the .mc configures, as far as it is written; undefined where the file belongs to no .mc. */
  readonly config: MailConfig | undefined;
  readonly site: MailSite | undefined;
}

/** The stretch of the last `length` characters before the cursor. */
export function rangeBefore({ document, offset }: Place, length: number): Range {
  return { start: document.positionAt(offset - length), end: document.positionAt(offset) };
}

/** What is after the cursor in its line. */
export function restOfLine({ document, offset }: Place): string {
  return /^[^\r\n]*/.exec(document.getText().slice(offset, offset + 1000))?.[0] ?? "";
}

/** What is after the cursor in its argument: up to the closing quote or parenthesis, in this line. */
export function restOfArgument(place: Place): string {
  return /^[^')]*/.exec(restOfLine(place))?.[0] ?? "";
}

/** Opens and closes quotes and parenthesis around snippet text, as far as the text around the cursor does not. */
export function closed(place: Place, text: string): string {
  const rest = restOfLine(place);
  const open = place.context.quoted ? "" : "`";
  if (rest.startsWith("'")) return open + text;
  if (/^\s*[,)]/.test(rest)) return `${open}${text}'`;
  return `${open}${text}')${rest.trim() === "" ? "dnl" : ""}`;
}
