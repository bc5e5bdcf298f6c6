// Findings for people on a terminal: by file, with the line, what is wrong, why it matters and what to do, and a summary.
import { rangeOf } from "../../features/ranges.ts";
import type { Problem } from "../../rules/linter/lint.ts";
import type { Severity } from "../../rules/types.ts";
import type { TextDocument } from "../../text.ts";
import { printable, visible } from "../output.ts";
import { cutTo, padded, type Screen, type Style, styled, widthOf, wrapped } from "../screen.ts";
import { shownFile } from "./compact.ts";
import { count, type FileReport, type FormatOptions, fixHint, type Lines, messageParts, totals } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, { readonly word: string; readonly style: Style }>> = {
  error: { word: "error", style: "red" },
  warning: { word: "warning", style: "yellow" },
  information: { word: "note", style: "blue" },
  hint: { word: "note", style: "blue" },
};
const INDENT = "  ";
/** Codes that the summary names. */
const MOST_CODES = 5;

export function* text(reports: readonly FileReport[], options: FormatOptions): Lines {
  const { screen } = options;
  for (const { file, document, problems } of reports) {
    if (problems.length === 0) continue;
    yield styled(screen, ["bold", "underline"], printable(shownFile(file)));
    for (const problem of problems) {
      yield "";
      yield* finding(problem, document, screen);
    }
    yield "";
  }
  if (!options.quiet) yield* summary(reports, options);
}

function* finding(problem: Problem, document: TextDocument, screen: Screen): Lines {
  const { severity, message, meta, span } = problem;
  const { word, style } = SEVERITIES[severity];
  const { start, end } = rangeOf(document, span);
  const { first, rest } = messageParts(message);
  const place = `${start.line + 1}:${start.character + 1}`;
  const gap = INDENT.repeat(2);
  yield `${INDENT}${styled(screen, "dim", place)}  ${styled(screen, style, word)}  ${styled(screen, "dim", meta.code)}`;
  for (const line of paragraph(first, screen.width - gap.length))
    yield gap + styled(screen, ["bold", ...[style].flat()], line);
  yield* sourceLine(lineOf(document, start.line), start.character, end.line > start.line ? undefined : end.character, {
    number: start.line + 1,
    style,
    screen,
  });
  for (const part of rest.split("\n")) for (const line of paragraph(part, screen.width - gap.length)) yield gap + line;
  const [fix] = problem.fixes?.() ?? [];
  if (fix === undefined) return;
  const [opening = "", ...further] = paragraph(`Fix: ${fix.title}`, screen.width - gap.length - "Fix: ".length);
  yield `${gap}${styled(screen, "green", "Fix:")}${opening.replace(/^Fix:/, "")}`;
  for (const line of further) yield `${gap}${" ".repeat("Fix: ".length)}${line}`;
}

/** Lines of a text that no terminal and no build server obeys. */
function paragraph(words: string, width: number): readonly string[] {
  const plain = printable(words).trim();
  // What begins a line only now that it is wrapped may be an order, too.
  return plain === "" ? [] : wrapped(plain, width).map(printable);
}

function lineOf(document: TextDocument, line: number): string {
  return document
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/\r?\n$|\r$/, "");
}

interface Marking {
  readonly number: number;
  readonly style: Style;
  readonly screen: Screen;
}

/** A line with its number, and the place marked below it. `end`: undefined where the place goes on in the next line. */
function* sourceLine(line: string, start: number, end: number | undefined, { number, style, screen }: Marking): Lines {
  const gutter = `${INDENT.repeat(2)}${number} | `;
  const room = screen.width - widthOf(gutter);
  const { before, marked, after } = cut(line, start, end ?? line.length, room);
  const under = "^".repeat(Math.max(1, Math.min(widthOf(marked), room - widthOf(before))));
  yield `${styled(screen, "dim", gutter)}${printable(before + marked + after)}`;
  yield `${styled(screen, "dim", `${padded("", widthOf(gutter) - 2)}| `)}${padded("", widthOf(before))}${styled(screen, style, under)}`;
}

const MORE = "…";

/** A line in three parts, before, at and after a place, cut so that they fit and the place is seen. */
function cut(
  line: string,
  start: number,
  end: number,
  room: number,
): Readonly<Record<"before" | "marked" | "after", string>> {
  // No more than fits is looked at: a line may have megabytes.
  let before = visible(line.slice(Math.max(0, start - room), start));
  const isCut = start > room || (widthOf(before) > room / 2 && widthOf(visible(line.slice(0, end + room))) > room);
  if (isCut) before = MORE + tail(before, Math.floor(room / 3));
  const marked = cutTo(visible(line.slice(start, Math.min(end, start + room))), room - widthOf(before));
  const after = cutTo(visible(line.slice(end, end + room)), room - widthOf(before + marked));
  return { before, marked, after };
}

/** As much of the end as fits. */
function tail(part: string, room: number): string {
  const characters = [...part];
  while (characters.length > 0 && widthOf(characters.join("")) > room) characters.shift();
  return characters.join("");
}

/** At most ten lines. */
function* summary(reports: readonly FileReport[], options: FormatOptions): Lines {
  const { screen } = options;
  const isBad = count(reports, "error") > 0;
  const style: Style = isBad ? "red" : count(reports, "warning") > 0 ? "yellow" : "green";
  yield styled(screen, ["bold", style], `${totals(reports, options.known)}.`);
  const codes = byCode(reports);
  const width = String(codes[0]?.times ?? 0).length;
  for (const { code, times, meta } of codes.slice(0, MOST_CODES)) {
    const lead = `${INDENT}${String(times).padStart(width)} ${code}: `;
    yield styled(screen, "dim", lead) + cutTo(meta.title, screen.width - widthOf(lead));
  }
  const others = codes.length - MOST_CODES;
  if (others > 0) yield `${INDENT}and ${others} other ${others === 1 ? "kind" : "kinds"} of finding`;
  const hint = fixHint(reports);
  if (hint !== undefined) yield `Fixes: ${hint}.`;
  if (codes.some(({ meta }) => meta.relaying === true)) yield "Who may relay: sendmail-lint relay FILE";
}

/** The codes of all findings, the worst and most frequent first. */
function byCode(reports: readonly FileReport[]) {
  const order: readonly Severity[] = ["error", "warning", "information", "hint"];
  const codes = new Map<string, { code: string; times: number; worst: number; meta: Problem["meta"] }>();
  for (const { meta, severity } of reports.flatMap(({ problems }) => problems)) {
    const known = codes.get(meta.code);
    const rank = order.indexOf(severity);
    if (known === undefined) codes.set(meta.code, { code: meta.code, times: 1, worst: rank, meta });
    else {
      known.times++;
      known.worst = Math.min(known.worst, rank);
    }
  }
  return [...codes.values()].sort((a, b) => a.worst - b.worst || b.times - a.times);
}
