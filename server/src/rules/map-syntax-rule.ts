// The shape that the rules about lines which makemap refuses share.
import type { TableError } from "../tables/types.ts";
import type { RuleMeta, TableRule } from "./types.ts";

/** Why makemap leaves a line out, and what to do. Duplicates have rules of their own. */
const SAID: Readonly<Partial<Record<TableError["code"], string>>> = {
  "leading-space":
    'makemap leaves out a line that starts with a space.\nIt says "syntax error (leading space)". Remove the space, or put # in column one if it is a comment.',
  "too-long": 'makemap leaves out a line of more than 1023 bytes.\nIt says "line too long". Shorten it.',
  nul: 'makemap leaves out a line that has a NUL byte.\nIt says "line too long". Remove the byte.',
};

/** @param value what belongs after a key, with an example */
export function mapSyntaxRule(meta: RuleMeta, value: string): TableRule {
  const said = {
    ...SAID,
    "no-value": `makemap leaves out a line that has a key and no value.\nIt says "no RHS". Write ${value} after the key.`,
  };
  return {
    meta,
    checkTable(file, _site, report) {
      for (const { code, span, line } of file.table.errors()) {
        const message = said[code as keyof typeof said];
        if (message === undefined) continue;
        const { start, end } = file.document.getLineRange(line);
        const text = file.document.getText({ start, end }).trim();
        // With the space gone it is a line that works only if something is after its key.
        const isFixable = code === "leading-space" && /\s/.test(text) && !text.startsWith("#");
        report({
          span,
          message,
          fixes: () =>
            isFixable
              ? [
                  {
                    title: `Remove the space: ${/^\S+/.exec(text)?.[0]} then counts`,
                    grade: "asks",
                    preferred: true,
                    changes: [{ span, newText: "" }],
                  },
                ]
              : [],
        });
      }
    },
  };
}
