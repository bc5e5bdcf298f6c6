// A line that looks like an alias and has become part of the line above it: it is indented, or a backslash is before it.
import { hiddenAliases } from "../../kinds/aliases/targets.ts";
import type { Span, TextDocument } from "../../text.ts";
import { hasKey } from "../edits/table-edits.ts";
import type { EntryContext, EntryRule, Fix, Report, TableRule } from "../types.ts";

export const rule: EntryRule & TableRule = {
  meta: {
    code: "aliases-continued-line",
    title: "A line that is part of the alias or comment above it",
    severity: "error",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["seen with newaliases: no message, and no entry for the line"],
  },
  checkEntry(entry, context, report) {
    for (const { name, span } of hiddenAliases(entry, context.document))
      say(
        name,
        span,
        context,
        report,
        `it is part of the alias above.\nnewaliases does not say so. Mail for ${name} finds no alias, and ${entry.key} gets a recipient by mistake.`,
      );
  },
  checkTable(file, site, report) {
    const { document, table } = file;
    const place = { document, site };
    for (const { line } of table.comments()) {
      const before = line === 0 ? "" : lineOf(document, line - 1);
      for (let next = line + 1; next < table.lineCount; next++) {
        const text = lineOf(document, next);
        if (!/^[ \t]/.test(text) && !isJoining(document, next - 1)) break;
        const start = document.offsetAt({ line: next, character: 0 });
        const span = { source: file.uri, start, end: start + text.trimEnd().length };
        const [, name] = /^[ \t]*([\w.+-]+)[ \t]*:[ \t]+\S/.exec(text) ?? [];
        if (name !== undefined && isAlias(text))
          say(
            name,
            span,
            place,
            report,
            `it is part of the comment above.\nnewaliases does not say so. Mail for ${name} finds no alias.`,
          );
        else if (/^[^#].*,[ \t]*$/.test(before) && /^[ \t]+\S/.test(text))
          report({
            span,
            message:
              "These recipients are lost: the indented line is part of the comment above it.\nA comment between the lines of an alias ends the alias, and the next lines become part of the comment. newaliases does not say so. Move the comment above the alias.",
          });
      }
    }
  },
};

/** The file that a line is in. */
type Place = Pick<EntryContext, "document" | "site">;

/** @param outcome what it is part of, and what comes of that */
function say(name: string, span: Span, { document, site }: Place, report: Report, outcome: string): void {
  const isEscaped = document.slice(span.start - 2, span.start) === "\\\n";
  report({
    span,
    message: isEscaped
      ? `This is not an alias: after a backslash ${outcome} Remove the backslash at the end of the line above.`
      : `This is not an alias: the line is indented, so ${outcome} Begin the line in the first column.`,
    // Where the file has the name, its line would no longer count.
    fixes: () => (hasKey(site, document.uri, name) ? [] : separate(name, span, document, isEscaped)),
  });
}

/** Recipients such as an alias has, and no sentence: one word, or words with commas. */
function isAlias(text: string): boolean {
  const value = text.slice(text.indexOf(":") + 1).trim();
  return /^(?:"[^"]*"|[^\s,]+)(?:\s*,\s*(?:"[^"]*"|[^\s,]+))*$/.test(value);
}

function lineOf(document: TextDocument, line: number): string {
  return document.getText(document.getLineRange(line));
}

/** True for a line that ends in a backslash. Before CR and LF it joins nothing (newaliases of 8.15.2 and 8.18.2). */
function isJoining(document: TextDocument, line: number): boolean {
  return lineOf(document, line).endsWith("\\") && document.getEOLCharacters(line) === "\n";
}

/** Takes away what joins a line to the one above. */
function separate(name: string, span: Span, document: TextDocument, isEscaped: boolean): readonly Fix[] {
  const [indent = ""] = /^[ \t]*/.exec(document.slice(span.start, span.end)) ?? [];
  const joint = { ...span, start: span.start - (isEscaped ? 2 : 0), end: span.start + indent.length };
  return [
    {
      title: `Remove the ${isEscaped ? "backslash" : "indentation"}: the alias ${name} then counts`,
      grade: "asks",
      preferred: true,
      changes: [{ span: joint, newText: isEscaped ? "\n" : "" }],
    },
  ];
}
