// A quote that is never closed: m4 gives up at the end of the file.
import type { M4Error } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { lineBounds } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { m4Rule, placeOfError } from "../shapes/m4-rule.ts";
import type { Fix } from "../types.ts";

/** Characters that look like m4's closing quote. */
const LOOKALIKES = '’‘´`"”“';

export const rule = m4Rule(
  {
    code: "m4-unterminated-quote",
    title: "A quote is never closed, and m4 stops there",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, Quoting input", "seen with m4: end of file in string"],
  },
  ["unterminated-string"],
  (error, site) => {
    const end = endOf(error, site);
    const cause =
      end?.written === "" || end === undefined
        ? ""
        : ` The ${end.written} on this line is not m4's closing quote, which is a plain apostrophe.`;
    return `The quote that opens here is never closed.\nm4 swallows the rest of the file, says "end of file in string", and writes a .cf without everything that follows.${cause} Write the closing quote '. If this is a comment, put dnl before the line: m4 reads quotes after # too.`;
  },
  (error, site): readonly Fix[] => {
    const end = endOf(error, site);
    if (end === undefined) return [];
    const { source } = placeOfError(site, error);
    const span = { source, start: end.offset, end: end.offset + end.written.length };
    const what = end.written === "" ? "Close the quote here" : `Write ' for ${end.written}`;
    const title = `${what}: what follows takes effect${mayRelay(site.document(source)?.getText().slice(span.end) ?? "")}`;
    return [{ title, grade: "asks", preferred: true, changes: [{ span, newText: "'" }] }];
  },
);

/** Where the quote is most likely meant to end, on the line where it opens: at a character like it, else before a parenthesis. */
function endOf(error: M4Error, site: MailSite): { readonly offset: number; readonly written: string } | undefined {
  const { source, start } = placeOfError(site, error);
  const document = site.document(source);
  if (document === undefined) return undefined;
  const rest = document.slice(start + 1, lineBounds(document, start).end);
  // In two steps: one expression for both would look through long stretches of white space again and again.
  const mark = /\)|,[ \t]*`/.exec(rest);
  if (mark === null) return undefined;
  const inside = rest.slice(0, mark.index).trimEnd();
  if (inside.includes("'")) return undefined;
  const before = inside.slice(-1);
  const at = start + 1 + inside.length - before.length;
  return before !== "" && LOOKALIKES.includes(before)
    ? { offset: at, written: before }
    : { offset: at + before.length, written: "" };
}
