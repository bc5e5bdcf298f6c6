// A topic of a help file and all its lines: references, highlights, and another name.
import type { Occurrences, Place, Renaming } from "../../features/editor.ts";
import { readersOf } from "../../features/names/table-names.ts";
import type { TableFile } from "../../site/types.ts";
import { touches } from "../../text.ts";

/** What sendmail itself asks for: HELP without a topic, and the copyright. */
const OWN = new Set(["smtp", "cpyr"]);

/** The topic under the cursor; undefined elsewhere on a line. A topic has a line for each line of its text. */
export function topicAt({ site, file, offset }: Place<TableFile>): Occurrences | undefined {
  const entry = file.table.entryAtOffset(offset);
  if (entry === undefined || entry.key === "" || !touches(entry.keySpan, offset)) return undefined;
  const { key, keySpan } = entry;
  const lines = () => [...file.table.entries()].flatMap((other) => (other.key === key ? other.keySpan : []));
  const refusal = (wanted: string): string | undefined => {
    if (!/^[^\s#]+$/.test(wanted)) return "A topic is one word.";
    if (wanted !== wanted.toLowerCase()) return "sendmail looks for topics in small letters.";
    const isThere = wanted !== key && [...file.table.entries()].some((other) => other.key === wanted);
    return isThere ? `There is already a topic ${wanted}.` : undefined;
  };
  const rename: Renaming = { span: keySpan, isPossible: () => true, spans: lines, refusal };
  return { span: keySpan, definitions: readersOf(site, file), uses: lines, ...(OWN.has(key) ? {} : { rename }) };
}
