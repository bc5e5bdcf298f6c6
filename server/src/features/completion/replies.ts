// What may follow `error:` on the right side of a table.
import type { CompletionItem } from "vscode-languageserver-types";
import { inOneWord, isOneWord } from "../../rules/facts/one-word.ts";
import type { TableFile } from "../../site/types.ts";
import type { Place } from "../editor.ts";
import { hole, plain, plainItem } from "./items.ts";
import { rangeBefore } from "./table.ts";

/** Replies, complete. Where a right side is one word they have no code, and so only those are offered that refuse for good. */
export function replyItems(
  line: Place<TableFile>,
  written: string,
  replies: readonly (readonly [reply: string, meaning: string])[],
): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  return replies.flatMap(([reply, meaning]) => {
    if (!isOneWord(line.file)) return [plainItem(reply, meaning, { range, text: plain(reply) })];
    return reply.startsWith("5")
      ? [plainItem(inOneWord(reply), meaning, { range, text: plain(inOneWord(reply)) })]
      : [];
  });
}

/** `error:` with holes for its parts. */
export function refusalItem(line: Place<TableFile>, written: string, about: string, parts: readonly [string, string]) {
  const [status, text] = parts;
  const code = isOneWord(line.file) ? "" : `${hole(2, "550")} `;
  const shown = code === "" ? text.replaceAll(" ", "-") : text;
  return plainItem("error:", about, {
    range: rangeBefore(line, written.length),
    text: `error:${hole(1, status)}:${code}${hole(3, shown)}`,
  });
}
