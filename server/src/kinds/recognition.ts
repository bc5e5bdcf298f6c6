// What several kinds ask of a file's name and text to recognise it.
import { parseTable } from "../tables/index.ts";
import type { Table } from "../tables/types.ts";
import { TextDocument } from "../text.ts";

/** A folder that sendmail's files lie in. */
export const MAIL_FOLDER = /^(?:mail|sendmail.*|etc|cf)$/i;

/** Lines at the beginning of a table that are looked at. */
export const ENOUGH = 200;

/** The lines of a text that are looked at. */
export function firstLines(text: string): string {
  let end = 0;
  for (let line = 0; line < ENOUGH; line++) {
    const newline = text.indexOf("\n", end);
    if (newline === -1) return text;
    end = newline + 1;
  }
  return text.slice(0, end);
}

/** The beginning of a text as a table. */
export function tableOfFirstLines(text: string, reading: Table["kind"]): Table {
  return parseTable(TextDocument.create("beginning:", "", 0, firstLines(text)), reading);
}
