// What the recipients in a table lead to: lists that are included, files and programs that mail is handed to, users and addresses.
import { perBlock } from "../tables/per-block.ts";
import type { Table, TableBlock, TableEntry } from "../tables/types.ts";
import { type Recipient, readRecipients } from "../tables/values/recipients.ts";
import type { Span, TextDocument } from "../text.ts";
import { handedPath } from "./aliases/targets.ts";
import { addressNames, type MailName, userName } from "./mail-names.ts";
import type { Inclusion } from "./types.ts";

/** The lists that the recipients of a table include. */
export function listsIn(table: Table): readonly Inclusion[] {
  return table.blocks().flatMap((block) =>
    listsInBlock(block).map(({ path, start, end }) => ({
      path,
      span: { source: table.source, start: block.start + start, end: block.start + end },
    })),
  );
}

/** A backslash may join the halves of the word. */
const INCLUDE = /:[ \t]*include[ \t]*:|\\\n/i;

/** The entries of a block that has a form; none of others. */
function entriesWith(block: TableBlock, form: RegExp): readonly TableEntry[] {
  return block.has(form) ? [...block.entries()] : [];
}

/** The same of some lines; places are counted from the first of them. */
const listsInBlock = perBlock((block: TableBlock) =>
  entriesWith(block, INCLUDE).flatMap(({ value, valueSpan, line, lastLine }) => {
    if (!/:\s*include\s*:/i.test(value)) return [];
    return readRecipients(value).flatMap(({ kind, target, start, end }) => {
      if (kind !== "include" || !target.startsWith("/")) return [];
      const from = valueSpan.start - block.start;
      const place =
        line === lastLine
          ? { start: from + start, end: from + end }
          : { start: from, end: valueSpan.end - block.start };
      return [{ path: target, ...place }];
    });
  }),
);

/** Paths of the files and programs that the recipients of a table name. */
export function targetsIn(table: Table): readonly string[] {
  return table.blocks().flatMap(targetsInBlock);
}

const targetsInBlock = perBlock((block: TableBlock) =>
  entriesWith(block, /[/|]/).flatMap(({ value }) =>
    /[/|]/.test(value) ? readRecipients(value).flatMap((one) => handedPath(one) ?? []) : [],
  ),
);

/** The user or the address that a recipient is; `span`: where it is written. */
export function namesOfRecipient(kind: Recipient["kind"], span: Span, document: TextDocument): readonly MailName[] {
  const written = { text: document.slice(span.start, span.end), span };
  if (kind === "local" || kind === "direct") return userName(written);
  return kind === "address" ? addressNames(written, "nothing") : [];
}
