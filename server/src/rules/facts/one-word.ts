// Tables whose right sides are one word: maps of type `text` with white space between the columns (test/oracle/tables/text-tables.test.ts).

import { perAnswer } from "../../site/per-site.ts";
import type { TableFile } from "../../site/types.ts";
import type { SiteFact } from "../types.ts";

/** True where sendmail takes only the first word of a right side. */
export function isOneWord({ naming }: TableFile): boolean {
  return naming?.columns !== undefined && naming.columns.delimiter === undefined;
}

/** The URIs of such tables. */
export const ONE_WORD: SiteFact<ReadonlySet<string>> = {
  of: perAnswer(({ tables }) => new Set(tables.filter(isOneWord).map(({ uri }) => uri))),
  fingerprint: (uris) => [...uris].join(" "),
};

/** `error:D.S.N:code text` as it can be written in one word: without the code, so that senders get 553 5.3.0. */
export function inOneWord(reply: string): string {
  return reply.replace(/:\d{3} /, ":").replaceAll(" ", "-");
}
