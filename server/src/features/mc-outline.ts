// The outline of a .mc, and what may be folded: groups of words of one sort, diversions, sections of raw lines, comments.
import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Position,
  SymbolKind,
} from "vscode-languageserver-types";
import type { MacroCall } from "../m4/types.ts";
import type { McMember } from "../site/types.ts";
import type { Shown } from "./editor.ts";
import { isInPlace } from "./in-place.ts";
import { rulesetsOf, sectionSymbols, sectionsOf } from "./mc-sections.ts";
import { isLibrarys } from "./names/rename-macro.ts";
import { rangeOf } from "./ranges.ts";

/** Words that make a group where several follow each other. */
const GROUPS: Readonly<Record<string, { readonly title: string; readonly kind: SymbolKind }>> = {
  define: { title: "Settings", kind: SymbolKind.Property },
  FEATURE: { title: "Features", kind: SymbolKind.Module },
  MAILER: { title: "Mailers", kind: SymbolKind.Interface },
};

/** A part: a call that a reader sees on a line of its own. */
interface Part {
  readonly call: MacroCall;
  readonly name: string;
}

/** The words of the file that say something, in order. */
function partsOf({ file: { uri, mc } }: Shown<McMember>): readonly Part[] {
  const { uses, settings, expansion } = mc.config;
  const own = new Set(settings.flatMap(({ name }) => (isLibrarys(name) ? [] : [name])));
  const written = [
    ...uses.filter(({ implied }) => !implied).map(({ call }) => call),
    ...settings.filter(({ implied }) => !implied).map(({ call }) => call),
    // A macro of one's own that is called for what it does: one that is asked for its value is in an argument.
    ...expansion.calls.filter(
      ({ name, hasArguments, within }) => hasArguments && within === undefined && own.has(name),
    ),
  ].filter((call) => call.span.source === uri && call.nameSpan.source === uri && isInPlace(call));
  // A file may be included twice.
  const calls = new Map(written.map((call) => [call.nameSpan.start, call])).values();
  return [...calls]
    .sort((a, b) => a.span.start - b.span.start)
    .map((call) => {
      const first = call.args[0]?.text.trim() ?? "";
      return { call, name: first === "" || first.includes("\n") ? call.name : first };
    });
}

/** The parts of a .mc. */
export function mcOutline(shown: Shown<McMember>): readonly DocumentSymbol[] {
  const { document } = shown.file;
  const lines = document.getText().split(/\r?\n/);
  const sections = new Map(sectionsOf(lines).map((section) => [section.startLine, section]));
  const symbols: DocumentSymbol[] = [];
  for (const { call, name } of partsOf(shown)) {
    const group = GROUPS[call.name];
    const range = rangeOf(document, call.span);
    const symbol: DocumentSymbol = {
      name: group === undefined && name !== call.name ? `${call.name} ${name}` : name,
      kind: group?.kind ?? SymbolKind.Function,
      range,
      selectionRange: rangeOf(document, call.nameSpan),
    };
    const section = sections.get(range.start.line);
    if (section !== undefined) {
      symbol.range = { start: range.start, end: lineEnd(lines, section.endLine) };
      symbol.children = sectionSymbols(shown.file, lines, section);
    }
    const last = symbols.at(-1);
    if (group === undefined) symbols.push(symbol);
    else if (last?.name === group.title && last.children !== undefined) {
      last.children.push(symbol);
      last.range = { start: last.range.start, end: range.end };
    } else
      symbols.push({
        name: group.title,
        kind: SymbolKind.Namespace,
        range,
        selectionRange: symbol.selectionRange,
        children: [symbol],
      });
  }
  return symbols;
}

function lineEnd(lines: readonly string[], line: number): Position {
  return { line, character: lines[line]?.length ?? 0 };
}

const COMMENT = /^(?:#|dnl\b)/;

/** Begins what goes nowhere, and ends it. */
const NOWHERE = /^\s*divert\(`?-\d+'?\)/;
const SOMEWHERE = /^\s*divert(?:\(`?\d*'?\)|(?!\w|\())/;

/** Comments, texts that go nowhere, calls of several lines, and sections of raw lines with their rulesets. */
export function mcFolding({ file: { uri, document, mc } }: Shown<McMember>): readonly FoldingRange[] {
  const lines = document.getText().split(/\r?\n/);
  const sections = sectionsOf(lines);
  const found: FoldingRange[] = [
    ...sections.map((section) => ({ ...section, kind: FoldingRangeKind.Region })),
    ...sections.flatMap((section) => rulesetsOf(lines, section)),
    ...mc.config.expansion.calls
      .filter(({ span, hasArguments, unterminated }) => span.source === uri && hasArguments && !unterminated)
      .map(({ span }) => rangeOf(document, span))
      .map(({ start, end }) => ({ startLine: start.line, endLine: end.line })),
  ].filter(({ startLine, endLine }) => endLine > startLine);
  const add = (startLine: number, endLine: number) => {
    if (endLine > startLine) found.push({ startLine, endLine, kind: FoldingRangeKind.Comment });
  };
  let [comment, nowhere]: (number | undefined)[] = [];
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at];
    const isEnd = line === undefined;
    if (comment !== undefined && (isEnd || !COMMENT.test(line))) {
      add(comment, at - 1);
      comment = undefined;
    }
    if (isEnd) break;
    if (nowhere !== undefined && SOMEWHERE.test(line)) {
      add(nowhere, at);
      nowhere = undefined;
    }
    if (NOWHERE.test(line)) nowhere ??= at;
    if (COMMENT.test(line) && nowhere === undefined) comment ??= at;
  }
  return found.sort((a, b) => a.startLine - b.startLine);
}
