// The lines that a .mc adds to the .cf by itself, taken from what m4 wrote, each with the place it was written at.
import type { Expansion, OutputPiece, Value } from "../m4/types.ts";
import type { Span } from "../text.ts";
import type { CfLine, LinePart, MailConfig } from "./types.ts";
import { diversionSections, fileMacros, sectionMacros } from "./vocabulary.ts";

const letters: ReadonlySet<string> = new Set("CFDKOSRMHPTVXQLE");

function kindOf(text: string): CfLine["kind"] {
  if (/^\s*$/.test(text)) return "blank";
  const first = text.charAt(0);
  if (first === "#") return "comment";
  if (first === " " || first === "\t") return "continuation";
  return letters.has(first) ? (first as CfLine["kind"]) : "other";
}

/** The smallest span over spans of the first one's source. */
function cover(spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  if (first === undefined) return undefined;
  let { start, end } = first;
  for (const span of spans) {
    if (span.source !== first.source) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { source: first.source, start, end };
}

/** A line in the making. */
class Line {
  readonly #main: string;
  text = "";
  readonly parts: LinePart[] = [];
  /** Places as a reader of the .mc would point at them. */
  readonly #sites: Span[] = [];

  constructor(main: string) {
    this.#main = main;
  }

  add(piece: OutputPiece, from: number, text: string): void {
    if (text === "") return;
    const { origin, call } = piece;
    const exact = origin.end - origin.start === piece.end - piece.start;
    const start = exact ? origin.start + from - piece.start : origin.start;
    const place = { source: origin.source, start, end: exact ? start + text.length : origin.end };
    this.parts.push({ at: this.text.length, length: text.length, origin: place, exact });
    this.text += text;
    this.#sites.push(call === undefined ? place : call.site);
  }

  #coverSites(): Span | undefined {
    return cover(this.#sites.filter((site) => site.source === this.#main)) ?? cover(this.#sites);
  }

  finish(section: CfLine["section"], end: Span | undefined): CfLine {
    const origins = cover(this.parts.map(({ origin }) => origin));
    const inOnePiece = origins?.source === this.#main && origins.end - origins.start === this.text.length;
    const span = inOnePiece ? origins : (this.#coverSites() ?? end);
    return {
      text: this.text,
      span: span ?? { source: this.#main, start: 0, end: 0 },
      parts: this.parts,
      section,
      kind: kindOf(this.text),
    };
  }
}

/**
 * All lines of the output, by section. `main` is the name of the .mc. Empty lines outside of sections are left out, and what
 * VERSIONID writes there is a comment.
 */
export function readCfLines(expansion: Expansion, main: string): CfLine[] {
  const lines: CfLine[] = [];
  const { output, pieces } = expansion;
  let line = new Line(main);
  let section: CfLine["section"] = "stray";
  let diversion = 0;
  const close = (by: OutputPiece | undefined) => {
    const blank = line.text.trim() === "";
    // Empty lines that nobody wrote: the ones between sections, and those with which a library file ends an open line.
    const own = section === "stray" || (by?.call !== undefined && Object.hasOwn(fileMacros, by.call.name));
    if (!blank || !own) lines.push(line.finish(section, by?.origin));
    line = new Line(main);
  };
  for (const piece of pieces) {
    if (piece.diversion !== diversion) {
      if (line.text !== "") close(undefined);
      diversion = piece.diversion;
      section = diversionSections[diversion] ?? "stray";
    }
    const opens = piece.call === undefined ? undefined : sectionMacros[piece.call.name];
    if (opens !== undefined && opens.diversion === diversion) section = opens.section;
    let from = piece.start;
    for (let newline = output.indexOf("\n", from); newline >= 0 && newline < piece.end; ) {
      line.add(piece, from, output.slice(from, newline));
      close(piece);
      from = newline + 1;
      newline = output.indexOf("\n", from);
    }
    if (from < piece.end) line.add(piece, from, output.slice(from, piece.end));
  }
  if (line.text !== "") close(undefined);
  return lines;
}

/** Calls that write lines of their own into the .cf, if only a comment with their version. */
export const WRITERS: ReadonlySet<string> = new Set([
  "FEATURE",
  "OSTYPE",
  "MAILER",
  "DOMAIN",
  "HACK",
  "VERSIONID",
  "SITECONFIG",
]);

/**
 * The lines as sendmail puts them together: one that begins with a space or a tab continues the one before it. What continues
 * the first line of a section, or a line that the library writes in between, continues none that is here and is left as it is.
 */
export function withContinuations({ cfLines, uses }: Pick<MailConfig, "cfLines" | "uses">): CfLine[] {
  const writers = uses.filter(({ call }) => WRITERS.has(call.name)).map(({ nameSpan }) => nameSpan);
  const isApart = (from: Span, to: Span): boolean =>
    from.source !== to.source ||
    writers.some(({ source, start }) => source === from.source && start >= from.end && start < to.end);
  const joined: CfLine[] = [];
  let end: Span | undefined;
  for (const line of cfLines) {
    const last = joined.at(-1);
    const continues = line.kind === "continuation" || (line.kind === "blank" && /^[ \t]/.test(line.text));
    const isAfter = continues && last?.section === line.section && end !== undefined && !isApart(end, line.span);
    end = line.span;
    if (!isAfter || last === undefined) joined.push(line);
    else {
      const at = last.text.length + 1;
      const parts = [...last.parts, ...line.parts.map((part) => ({ ...part, at: part.at + at }))];
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${line.text}`, parts };
    }
  }
  return joined;
}

/** The name in an `S` line, as far as sendmail reads it (`Sname, more` is `name`); empty where it has none. */
export function rulesetName({ text }: CfLine): string {
  return /^S\s*([A-Za-z]\w*|\d+|[^\s=]*)/.exec(text)?.[1] ?? "";
}

/** The number that an `S` line gives its name (`Sname=98`); undefined where it gives none. */
export function rulesetNumber({ text }: CfLine): string | undefined {
  return /^S\s*[A-Za-z]\w*\s*=\s*0*(\d+)/.exec(text)?.[1];
}

/** A stretch of a line as a value, with its place where it was written letter for letter. */
export function valueIn(line: CfLine, start: number, end: number): Value {
  const text = line.text.slice(start, end);
  const part = line.parts.find((candidate) => candidate.at <= start && end <= candidate.at + candidate.length);
  if (part === undefined || !part.exact) return { text, exact: undefined };
  const offset = part.origin.start + start - part.at;
  return { text, exact: { source: part.origin.source, start: offset, end: offset + end - start } };
}
