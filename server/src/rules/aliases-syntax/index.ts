// A line of an aliases file that newaliases refuses.
import { aliasKey, withoutSpace } from "../../tables/index.ts";
import type { TableError } from "../../tables/types.ts";
import type { TableRule } from "../types.ts";

/** Why newaliases leaves a line out, and what to do. Duplicates and names that are not local have rules of their own. */
const SAID: Readonly<Partial<Record<TableError["code"], string>>> = {
  "missing-colon":
    'newaliases leaves out this line: it has no colon.\nIt says "missing colon" and exits with 70. An alias is a name, a colon and recipients: postmaster: root.',
  "no-value":
    'newaliases leaves out this alias: it has no recipient.\nIt says "missing value for alias" and exits with 70. Name a recipient, or /dev/null to throw the mail away.',
  "leading-space":
    'newaliases leaves out this line: it starts with a space and continues nothing.\nIt says "Non-continuation line starts with space" and exits with 70. Remove the space, or put # in column one.',
  "too-long":
    'newaliases leaves out an alias of more than 8190 bytes.\nIt says "alias line too long", and may never end. Put the recipients into a file of their own and name it with :include:.',
  nul: 'newaliases leaves out this line and the next one: a NUL hides the end of it.\nIt says "alias line too long". Remove the byte.',
};

/** Of a comment that is none: newaliases looks at its first character. */
const MARKED =
  'newaliases leaves out this line: an invisible byte order mark is before it.\nnewaliases reads it as an alias, says "missing colon" and exits with 70. Remove it, and save the file as UTF-8 without BOM.';

const CARRIAGE_RETURN =
  'This empty line has a carriage return, so newaliases reads it as an alias.\nIt says "missing colon" and exits with 70; nothing is lost. Save the file with Unix line ends (LF).';

/** newaliases reads the name first, and what it says of some depends on the .cf. */
const ODD_WITHOUT_VALUE =
  "newaliases leaves out this alias: it has no recipient, and no user's name either.\nIt exits with 70. An alias is the name of a user of this server, a colon and recipients: postmaster: root.";

const NOT_LOCAL_WITHOUT_VALUE =
  'newaliases leaves out this alias: it has no recipient, and no user\'s name either.\nIt says "cannot alias non-local names" and exits with 70. An alias is the name of a user of this server, a colon and recipients: postmaster: root.';

const ADDRESS_WITHOUT_VALUE =
  'newaliases leaves out this alias: it has no recipient.\nIt says "missing value for alias", or "cannot alias non-local names" if its host is not a name of this server, and exits with 70. Name a recipient, or /dev/null to throw the mail away.';

/** What to say of a line; undefined where other rules speak. */
function saidOf({ code, alias }: TableError): string | undefined {
  if (alias === undefined || code !== "no-value") return SAID[code];
  const key = aliasKey(withoutSpace(alias.beforeColon));
  if (key.kind === "odd" || (key.kind === "refused" && key.why === "too-long")) return ODD_WITHOUT_VALUE;
  if (key.kind === "address") return ADDRESS_WITHOUT_VALUE;
  return key.kind === "refused" ? NOT_LOCAL_WITHOUT_VALUE : SAID[code];
}

export const rule: TableRule = {
  meta: {
    code: "aliases-syntax",
    title: "A line of an aliases file that newaliases leaves out",
    severity: "error",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["newaliases(1)", "seen with newaliases: messages and exit status 70"],
  },
  checkTable(file, _site, report) {
    for (const error of file.table.errors()) {
      const { code, span } = error;
      const said = saidOf(error);
      if (said === undefined) continue;
      const isMarked = code === "missing-colon" && /^\uFEFF(?:#|$)/.test(file.document.slice(span.start, span.end));
      const isEmpty = code === "missing-colon" && !isMarked && file.document.slice(span.start, span.end).trim() === "";
      report({
        span,
        severity: isEmpty ? "warning" : "error",
        message: isMarked ? MARKED : isEmpty ? CARRIAGE_RETURN : said,
        fixes: () => {
          if (isMarked)
            return [
              {
                title: "Remove the byte order mark: newaliases then skips the line",
                grade: "asks",
                preferred: true,
                changes: [{ span: { ...span, end: span.start + 1 }, newText: "" }],
              },
            ];
          if (code === "missing-colon") {
            const written = file.document.slice(span.start, span.end);
            const [, name, gap, rest] = /^([\w.+-]+)([ \t]+)([^\s#=][^\n]*)$/.exec(written) ?? [];
            if (name === undefined || gap === undefined || rest === undefined) return [];
            const at = { source: span.source, start: span.start + name.length, end: span.start + name.length };
            return [
              {
                title: `Put a colon after ${name}: mail for ${name} then goes there`,
                grade: "asks",
                preferred: true,
                changes: [{ span: at, newText: ":" }],
              },
            ];
          }
          const after = file.document.slice(span.end, span.end + 80);
          if (code !== "leading-space" || !/^[\w.+-]+[ \t]*:/.test(after)) return [];
          return [
            {
              title: `Remove the space: the alias ${/^[\w.+-]+/.exec(after)?.[0]} then counts`,
              grade: "asks",
              preferred: true,
              changes: [{ span, newText: "" }],
            },
          ];
        },
      });
    }
  },
};
