// Changes of a .mc that leave everything else as it was: taking a call out, or keeping it after dnl.
import type { MacroCall } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import type { Fix, FixGrade, TextChange } from "../types.ts";

/** Where a line of a document starts and ends (without its line end), and where the next one starts. */
export interface LineBounds {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The bounds of the line that contains `offset`; lines end in LF, CRLF or CR. */
export function lineBounds(document: TextDocument, offset: number): LineBounds {
  const { line } = document.positionAt(offset);
  const { start, end } = document.getLineRange(line);
  const next = document.offsetAt({ line: line + 1, character: 0 });
  return { start: document.offsetAt(start), end: document.offsetAt(end), next };
}

/** The line end that a document uses (that of its first line; LF where it has one line only). */
export function lineEndOf(document: TextDocument): string {
  return document.getEOLCharacters(0) || "\n";
}

/** True if there are only spaces between two offsets; with `hash`, comment signs count as spaces. */
function isBlank(text: string, start: number, end: number, hash = false): boolean {
  return (hash ? /^[ \t#]*$/ : /^[ \t]*$/).test(text.slice(start, end));
}

/** True if what follows a call on its line is nothing, or a dnl with its comment. */
function isTail(text: string, start: number, end: number): boolean {
  return /^[ \t]*(dnl([^A-Za-z0-9_].*)?)?$/s.test(text.slice(start, end));
}

/**
 * The document that a call can be edited in, or undefined: the call must have been written there in one piece, and the
 * document must be one of the site's.
 */
export function editable(site: MailSite, call: MacroCall): TextDocument | undefined {
  const document = site.document(call.span.source);
  if (document === undefined) return undefined;
  const written = document.getText().slice(call.span.start, call.span.end);
  return written.startsWith(call.name) ? document : undefined;
}

/** Where the spaces before or after an offset end. */
const afterSpaces = (text: string, offset: number): number =>
  offset + (/^[ \t]*/.exec(text.slice(offset, offset + MOST_SPACES))?.[0].length ?? 0);
const beforeSpaces = (text: string, offset: number): number =>
  offset - (/[ \t]*$/.exec(text.slice(Math.max(0, offset - MOST_SPACES), offset))?.[0].length ?? 0);
const MOST_SPACES = 1000;

/**
 * Takes a call out. Where its lines contain nothing else (spaces, `#` and a trailing dnl aside), they go as a whole; else only
 * the call goes, and what is after it does not begin its line with a space: in the .cf it would continue the line above.
 */
export function removal(document: TextDocument, call: MacroCall): TextChange {
  const text = document.getText();
  const first = lineBounds(document, call.span.start);
  const last = lineBounds(document, call.span.end);
  const alone = isBlank(text, first.start, call.span.start, true) && isTail(text, call.span.end, last.end);
  const { source } = call.span;
  if (alone) return { span: { source, start: first.start, end: last.next }, newText: "" };
  if (!isBlank(text, first.start, call.span.start)) return { span: call.span, newText: "" };
  return { span: { source, start: first.start, end: afterSpaces(text, call.span.end) }, newText: "" };
}

/**
 * Keeps a call but makes m4 skip it: dnl before each of its lines, on lines of their own, and a new line for what else is in its last line.
 * Undefined for a call inside of another macro's argument, where a dnl would swallow the closing quote.
 */
export function disabling(document: TextDocument, call: MacroCall): TextChange | undefined {
  const text = document.getText();
  const first = lineBounds(document, call.span.start);
  const last = lineBounds(document, call.span.end);
  const nested = call.parent !== undefined || call.within !== undefined;
  const ownLines = isBlank(text, first.start, call.span.start, true) && isTail(text, call.span.end, last.end);
  if (nested && !ownLines) return undefined;
  const isFirst = isBlank(text, first.start, call.span.start, true);
  const start = isFirst ? first.start : beforeSpaces(text, call.span.start);
  const body = text.slice(isFirst ? start : call.span.start, call.span.end).replace(/(\r\n|\n|\r)/g, "$1dnl ");
  const before = isFirst ? "" : lineEndOf(document);
  const isLast = isTail(text, call.span.end, last.end);
  const rest = isLast ? "" : lineEndOf(document);
  const end = isLast ? call.span.end : afterSpaces(text, call.span.end);
  return { span: { source: call.span.source, start, end }, newText: `${before}dnl ${body}${rest}` };
}

/**
 * The two fixes for a setting that should not be there: remove it (preferred), or keep it after dnl. `effect` ends their titles:
 * what is refused, granted or lost from then on. [] where it cannot be edited.
 */
export function removalFixes(
  site: MailSite,
  call: MacroCall,
  label: string,
  grade: FixGrade = "asks",
  effect?: string,
): readonly Fix[] {
  const document = editable(site, call);
  if (document === undefined) return [];
  const rest = effect === undefined ? "" : `: ${effect}`;
  const fixes: Fix[] = [
    { title: `Remove ${label}${rest}`, grade, preferred: true, changes: [removal(document, call)] },
  ];
  const disabled = disabling(document, call);
  if (disabled !== undefined) fixes.push({ title: `Disable ${label} with dnl${rest}`, grade, changes: [disabled] });
  return fixes;
}

/** Replaces one stretch; the usual fix of a misspelt or renamed word. */
export function replacement(title: string, span: Span, newText: string, grade: FixGrade = "asks"): Fix {
  return { title, grade, preferred: true, changes: [{ span, newText }] };
}

/** Puts a line of its own before the line that a call starts on. */
export function lineBefore(document: TextDocument, call: MacroCall, line: string): TextChange {
  const { start } = lineBounds(document, call.span.start);
  return { span: { source: call.span.source, start, end: start }, newText: `${line}${lineEndOf(document)}` };
}

/** The whole lines of a call with the last line end, if they hold nothing else but a trailing dnl. */
function wholeLines(document: TextDocument, call: MacroCall): Span | undefined {
  const text = document.getText();
  const first = lineBounds(document, call.span.start);
  const last = lineBounds(document, call.span.end);
  const alone = isBlank(text, first.start, call.span.start) && isTail(text, call.span.end, last.end);
  return alone ? { source: call.span.source, start: first.start, end: last.next } : undefined;
}

/**
 * Moves the lines of one call before another's; undefined where they contain something else (the other call, too), or
 * are in another file.
 */
export function moveBefore(site: MailSite, call: MacroCall, target: MacroCall): readonly TextChange[] | undefined {
  const document = editable(site, call);
  const lines = document && wholeLines(document, call);
  if (document === undefined || lines === undefined || editable(site, target)?.uri !== document.uri) return undefined;
  const text = document.getText();
  const moved = text.slice(lines.start, lines.end);
  const { start } = lineBounds(document, target.span.start);
  if (lines.start <= start && start < lines.end) return undefined;
  const ended = /[\r\n]$/.test(moved) ? moved : `${moved}${lineEndOf(document)}`;
  return [
    { span: { source: lines.source, start, end: start }, newText: ended },
    { span: lines, newText: "" },
  ];
}

/** The call that is in a .mc itself and led to this one: itself, or the vocabulary word that brought it in. */
export function writtenCall(call: MacroCall): MacroCall {
  let written = call;
  while (written.parent !== undefined) written = written.parent;
  return written;
}
