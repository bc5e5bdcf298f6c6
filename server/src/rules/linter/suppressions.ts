// Comments that silence findings: reading them, and writing one for a finding.
import type { Kind } from "../../kinds/index.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { Span, TextDocument } from "../../text.ts";
import { lineBounds, lineEndOf } from "../edits/edits.ts";
import type { Fix, Suppression } from "../types.ts";

/** `sendmail-lint-disable-next-line CODE[, CODE...] [-- reason]`, `sendmail-lint-disable-file ...`. */
const FORM = /^(?:dnl|#)[ \t]+sendmail-lint-disable-(next-line|file)(?=[ \t\r\n]|$)([^\r\n]*)/;

function readComment(document: TextDocument, span: Span): Suppression | undefined {
  const match = FORM.exec(document.slice(span.start, span.end));
  if (match === null) return undefined;
  const [whole, scope = "", rest = ""] = match;
  const comment = { source: span.source, start: span.start, end: span.start + whole.length };
  const line = lineBounds(document, span.start);
  const alone = document.slice(line.start, span.start).trim() === "" && comment.end === line.end;
  const [words = "", ...reason] = rest.split(/[ \t]--(?:[ \t]|$)/);
  const base = span.start + whole.length - rest.length;
  const codes = [...words.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    span: { source: span.source, start: base + index, end: base + index + code.length },
  }));
  return {
    codes,
    reason: reason.join(" -- ").trim() || undefined,
    span: comment,
    whole: alone ? { ...comment, start: line.start, end: line.next } : comment,
    scope: scope === "file" ? "file" : "next-line",
    line: document.positionAt(span.start).line + 1,
  };
}

/** The suppressions written in one of the site's files; a .mc has them after dnl, a table after `#` in column one. */
export function suppressionsOf(site: MailSite, uri: string): readonly Suppression[] {
  const file = site.fileAt(uri);
  if (file === undefined) return [];
  const spans = "table" in file ? tableComments(file) : dnlComments(site, uri);
  return spans.flatMap((span) => readComment(file.document, span) ?? []);
}

function tableComments({ uri, table }: TableFile): readonly Span[] {
  return table
    .blocks()
    .filter(({ hasComments }) => hasComments)
    .flatMap((block) =>
      commentsOf(block).map(({ start, end }) => ({ source: uri, start: block.start + start, end: block.start + end })),
    );
}

/** The suppressions of a block, in offsets from its start. */
const commentsOf = perBlock((block) =>
  block
    .comments()
    .filter(({ text }) => FORM.test(text))
    .map(({ span }) => ({ start: span.start - block.start, end: span.end - block.start })),
);

function dnlComments(site: MailSite, uri: string): readonly Span[] {
  const dead = site.mc?.config.expansion.dead ?? [];
  return dead.filter(({ why, span }) => why === "dnl" && span.source === uri).map(({ span }) => span);
}

/** Stands for what the author of a suppression has to write. */
const REASON = "reason";

/** The fixes that silence one finding: on its line, or in the whole file. The reason is left for the author to write. */
export function suppressionFixes(
  document: TextDocument,
  code: string,
  span: Span,
  lead: Kind["comment"],
): readonly Fix[] {
  const eol = lineEndOf(document);
  const line = lineBounds(document, span.start);
  // makemap and sendmail know comments in column one only.
  const indent = lead === "dnl" ? (/^[ \t]*/.exec(document.slice(line.start, span.start))?.[0] ?? "") : "";
  const at = (start: number, newText: string) => [{ span: { source: span.source, start, end: start }, newText }];
  // What is about the file as a whole is at its start, wherever that moves to.
  const isWhole = span.start === 0 && span.end === 0;
  return [
    ...(isWhole
      ? []
      : [
          {
            title: `Suppress ${code} for this line, with a reason`,
            grade: "asks" as const,
            toWrite: REASON,
            changes: at(line.start, `${indent}${lead} sendmail-lint-disable-next-line ${code} -- ${REASON}${eol}`),
          },
        ]),
    {
      title: `Suppress ${code} in this file, with a reason`,
      grade: "asks",
      toWrite: REASON,
      changes: at(
        document.slice(0, 1) === "\uFEFF" ? 1 : 0,
        `${lead} sendmail-lint-disable-file ${code} -- ${REASON}${eol}`,
      ),
    },
  ];
}
