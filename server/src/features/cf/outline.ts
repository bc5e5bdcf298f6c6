// The outline of a .cf, and what may be folded: rulesets, runs of lines of one letter, sections, comments.
import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from "vscode-languageserver-types";
import type { CfCommand, CfLine } from "../../cf/index.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { CfMember } from "../../site/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import type { Place, Shown } from "../editor.ts";
import { rangeOf } from "../ranges.ts";

/** What lines of a letter are, for the group that neighbours form. Rules belong to their rulesets. */
export const CF_GROUPS: Readonly<Partial<Record<CfCommand, { readonly title: string; readonly kind: SymbolKind }>>> = {
  D: { title: "Macros", kind: SymbolKind.Variable },
  C: { title: "Classes", kind: SymbolKind.Class },
  F: { title: "Classes", kind: SymbolKind.Class },
  T: { title: "Classes", kind: SymbolKind.Class },
  K: { title: "Maps", kind: SymbolKind.Array },
  O: { title: "Options", kind: SymbolKind.Property },
  M: { title: "Mailers", kind: SymbolKind.Interface },
  H: { title: "Headers", kind: SymbolKind.Field },
  P: { title: "Precedences", kind: SymbolKind.Number },
  Q: { title: "Queue groups", kind: SymbolKind.Struct },
  X: { title: "Mail filters", kind: SymbolKind.Event },
  E: { title: "Environment", kind: SymbolKind.Constant },
};

/** Lines that follow each other and belong together: a ruleset with its rules, or lines that define things of one sort. */
interface Run {
  readonly title: string | undefined;
  readonly lines: CfLine[];
}

/** The parts of a .cf in their order. */
export function cfOutline({ site, file: { document, cf } }: Shown<CfMember>): readonly DocumentSymbol[] {
  const names = new Map<CfLine, string>();
  const spans = new Map<CfLine, Span>();
  for (const { role, line, span } of mentionsIn(site).mentions)
    if (role === "definition" && !spans.has(line)) {
      spans.set(line, span);
      names.set(line, document.slice(span.start, span.end));
    }
  const symbolOf = (line: CfLine, whole: Span = line.span): DocumentSymbol => {
    const own = spans.get(line) ?? nameSpan(document, line);
    const name = names.get(line) ?? document.slice(own.start, own.end);
    const group = line.command === undefined ? undefined : CF_GROUPS[line.command];
    const kind = line.command === "S" ? SymbolKind.Function : (group?.kind ?? SymbolKind.String);
    return {
      name: name === "" ? "?" : name,
      kind,
      range: rangeOf(document, whole),
      selectionRange: rangeOf(document, own),
    };
  };
  return runsOf(cf.config.lines).flatMap(({ title, lines }) => {
    const [first] = lines;
    if (first === undefined) return [];
    const whole = { ...first.span, end: lines.at(-1)?.span.end ?? first.span.end };
    if (first.command === "S") {
      const rules = lines.length - 1;
      return [{ ...symbolOf(first, whole), detail: `${rules} ${rules === 1 ? "rule" : "rules"}` }];
    }
    const children = lines.map((line) => symbolOf(line));
    if (title === undefined || children.length === 1) return children;
    const range = rangeOf(document, whole);
    return [
      { name: title, kind: SymbolKind.Namespace, range, selectionRange: rangeOf(document, first.span), children },
    ];
  });
}

/** Rulesets, groups, sections between banners, and blocks of comments. */
export function cfFolding({ file: { document, cf } }: Shown<CfMember>): readonly FoldingRange[] {
  const lineOf = (offset: number) => document.positionAt(offset).line;
  const runs = runsOf(cf.config.lines).flatMap(({ lines }) => {
    const [first, last] = [lines[0], lines.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ startLine: lineOf(first.span.start), endLine: lineOf(last.span.end) }];
  });
  const { comments, sections } = commentsOf(document);
  return [
    ...runs,
    ...comments.map((range) => ({ ...range, kind: FoldingRangeKind.Comment })),
    ...sections.map((range) => ({ ...range, kind: FoldingRangeKind.Region })),
  ].filter(({ startLine, endLine }) => endLine > startLine);
}

/** The field of a line, the line with those that continue it, and the ruleset or group that it belongs to. */
export function cfAround({ file: { document, cf }, offset }: Place<CfMember>): readonly Pick<Span, "start" | "end">[] {
  const isAround = ({ start, end }: Pick<Span, "start" | "end">) => start <= offset && offset <= end;
  return runsOf(cf.config.lines).flatMap(({ lines }) => {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return [];
    const whole = { start: first.span.start, end: last.span.end };
    if (!isAround(whole)) return [];
    return [
      whole,
      ...lines.filter(({ span }) => isAround(span)).flatMap(({ span }) => [span, ...fields(document, span)]),
    ];
  });
}

/** What tabs separate. */
function fields(document: TextDocument, { start, end }: Span): readonly Pick<Span, "start" | "end">[] {
  return [...document.slice(start, end).matchAll(/[^\t\n]+/g)].map(({ 0: text, index }) => ({
    start: start + index,
    end: start + index + text.length,
  }));
}

function runsOf(lines: readonly CfLine[]): readonly Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const { command } = line;
    if (command === undefined || command === "V") continue;
    const title = CF_GROUPS[command]?.title;
    const last = runs.at(-1);
    const opens = last?.lines[0]?.command;
    if (last !== undefined && command === "R" && opens === "S") last.lines.push(line);
    else if (last !== undefined && title !== undefined && last.title === title) last.lines.push(line);
    else if (command !== "R") runs.push({ title, lines: [line] });
  }
  return runs;
}

/** The name of a header, a filter and others that no rule mentions. */
function nameSpan(document: TextDocument, { span }: CfLine): Span {
  const text = document.slice(span.start, span.end);
  const found = /^[A-Z][\t ]*(?:\?[^?\n]*\?)?(?<name>[^\s,:=]*)/.exec(text);
  const name = found?.groups?.name ?? "";
  if (found === null || name === "") return span;
  const end = span.start + found[0].length;
  return { ...span, start: end - name.length, end };
}

/** A line of a banner: `###   TITLE   ###`. */
const BANNER = /^#{3,}[\t ]+\S.*[\t ]#{3,}[\t ]*$/;

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

function commentsOf(document: TextDocument): {
  readonly comments: readonly Lines[];
  readonly sections: readonly Lines[];
} {
  const lines = document.getText().split(/\r?\n/);
  const comments: Lines[] = [];
  const banners: number[] = [];
  let start: number | undefined;
  let isBanner = false;
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at];
    if (line?.startsWith("#") === true) {
      start ??= at;
      isBanner ||= BANNER.test(line);
      continue;
    }
    if (start === undefined) continue;
    comments.push({ startLine: start, endLine: at - 1 });
    if (isBanner) banners.push(start);
    start = undefined;
    isBanner = false;
  }
  let last = lines.length - 1;
  const sections = banners.reverse().map((startLine) => {
    let endLine = last;
    while (endLine > startLine && lines[endLine]?.trim() === "") endLine--;
    last = startLine - 1;
    return { startLine, endLine };
  });
  return { comments, sections: sections.reverse() };
}
