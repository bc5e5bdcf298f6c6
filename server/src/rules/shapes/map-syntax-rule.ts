// The shape that the rules about lines which makemap refuses share.
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableError } from "../../tables/types.ts";
import { asked, doubleFix } from "../edits/table-edits.ts";
import type { Fix, RuleMeta, TableRule } from "../types.ts";

/**
 * Why makemap leaves a line out, and what to do. Duplicates have rules of their own.
 *
 * @param value what belongs after a key, with an example
 */
export function saidOf(value: string): Readonly<Partial<Record<TableError["code"], string>>> {
  return {
    "leading-space":
      'makemap leaves out a line that starts with a space.\nIt says "syntax error (leading space)". Remove the space, or put # in column one if it is a comment.',
    "no-value": `makemap leaves out a line that has a key and no value.\nIt says "no RHS". Write ${value} after the key.`,
    "too-long": 'makemap leaves out a line of more than 1023 bytes.\nIt says "line too long". Shorten it.',
    nul: 'makemap leaves out a line that has a NUL byte.\nIt says "line too long". Remove the byte.',
  };
}

/** A line of spaces and nothing else. */
const BLANK =
  'makemap complains about this line: it has spaces and nothing else.\nIt says "syntax error (leading space)" and exits with 65, which can stop a Makefile; nothing is lost. Remove the spaces.';

/** Spaces that end no key: a web page leaves them. */
const WIDE_SPACE = /[\u00a0\u2007\u202f\u3000]/;
const WIDE =
  'makemap leaves out this line: its space is one that makemap does not know.\nIt is a no-break space, as web pages have them, so key and value are one word, and makemap says "no RHS". Write a plain space or a tab.';

/** @param value as for `saidOf` */
export function mapSyntaxRule(meta: RuleMeta, value: string): TableRule {
  const said = saidOf(value);
  return {
    meta,
    checkTable(file, site, report) {
      for (const { code, span, line } of file.table.errors()) {
        const known = said[code];
        if (known === undefined) continue;
        const { start, end } = file.document.getLineRange(line);
        const text = file.document.getText({ start, end }).trim();
        const isBlank = code === "leading-space" && text === "";
        const message = isBlank ? BLANK : code === "no-value" && WIDE_SPACE.test(text) ? WIDE : known;
        // With the space gone it is a line that works only if something is after its key.
        const isFixable = code === "leading-space" && /\s/.test(text) && !text.startsWith("#");
        report({
          span,
          message,
          ...(isBlank ? { severity: "warning" as const } : {}),
          fixes: () => (isFixable ? [spaceFix(file, site, { span, line })] : []),
        });
      }
    },
  };
}

/** Takes out the space before a key; the line, where another one has that key. */
function spaceFix(
  { document, uri }: TableFile,
  site: MailSite,
  { span, line }: Pick<TableError, "span" | "line">,
): Fix {
  const { start, end } = document.getLineRange(line);
  const [key = ""] = /^\S+/.exec(document.getText({ start, end }).trim()) ?? [];
  const place = { source: uri, start: document.offsetAt(start), end: document.offsetAt(end) };
  return (
    doubleFix(place, key, { document, site }) ?? asked(`Remove the space: ${key} then counts`, [{ span, newText: "" }])
  );
}
