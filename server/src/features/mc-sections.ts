// The sections of a .mc whose lines go into the .cf as they are, such as LOCAL_RULESETS, and the rulesets in them.
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { CfLine } from "../mc/types.ts";
import type { McMember } from "../site/types.ts";
import type { Span, TextDocument } from "../text.ts";
import { CF_GROUPS } from "./cf/outline.ts";
import type { Place } from "./editor.ts";
import { rangeOf } from "./ranges.ts";

/** Lines of a file, zero-based, both included. */
export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** Begins a section. */
const SECTION =
  /^(?:LOCAL_(?:CONFIG|RULE_[0-3]|RULESETS|NET_CONFIG|UUCP|TLS_(?:SERVER|CLIENT|RCPT)|TRY_TLS|(?:SRV|CLT)_FEATURES)|MAILER_DEFINITIONS)\b/;
/** Ends one. */
const WORD = /^(?:LOCAL_\w+|MAILER_DEFINITIONS|define|divert)\b|^[A-Z][A-Z_]{3,}\(/;

/** The sections, each with its heading, without the empty lines at its end. */
export function sectionsOf(lines: readonly string[]): readonly Lines[] {
  const found: Lines[] = [];
  let start: number | undefined;
  for (let at = 0; at <= lines.length; at++) {
    const line = lines[at];
    if (start !== undefined && (line === undefined || WORD.test(line))) {
      found.push({ startLine: start, endLine: lastFilled(lines, start, at - 1) });
      start = undefined;
    }
    if (line !== undefined && SECTION.test(line)) start = at;
  }
  return found;
}

/** The rulesets of a section, each from its S line to the line before the next one. */
export function rulesetsOf(lines: readonly string[], { startLine, endLine }: Lines): readonly Lines[] {
  const starts: number[] = [];
  for (let at = startLine + 1; at <= endLine; at++) if (/^S[\t ]*\w/.test(lines[at] ?? "")) starts.push(at);
  return starts.map((start, nth) => ({
    startLine: start,
    endLine: lastFilled(lines, start, (starts[nth + 1] ?? endLine + 1) - 1),
  }));
}

/** The last line that is neither empty nor a comment for what follows it. */
function lastFilled(lines: readonly string[], first: number, last: number): number {
  let at = last;
  while (at > first && /^(?:#.*|dnl.*|\s*)$/.test(lines[at] ?? "")) at--;
  return at;
}

/** The fields of a rule around an offset, its ruleset and its section. */
export function sectionsAround({
  file: { document },
  offset,
}: Place<McMember>): readonly Pick<Span, "start" | "end">[] {
  const lines = document.getText().split(/\r?\n/);
  const { line } = document.positionAt(offset);
  const section = sectionsOf(lines).find(({ startLine, endLine }) => startLine <= line && line <= endLine);
  if (section === undefined) return [];
  const from = document.offsetAt({ line, character: 0 });
  const fields = [...(lines[line] ?? "").matchAll(/[^\t]+/g)].map(({ 0: text, index }) => ({
    start: from + index,
    end: from + index + text.length,
  }));
  const whole = [section, ...rulesetsOf(lines, section)].map(({ startLine, endLine }) => ({
    start: document.offsetAt({ line: startLine, character: 0 }),
    end: document.offsetAt({ line: endLine, character: lines[endLine]?.length ?? 0 }),
  }));
  return line === section.startLine ? whole : [...fields, ...whole];
}

/** What the lines of a section define: rulesets with the number of their rules, maps, classes, macros, mailers, headers, options. */
export function sectionSymbols(
  { uri, document, mc }: McMember,
  lines: readonly string[],
  section: Lines,
): DocumentSymbol[] {
  const rulesets = new Map(rulesetsOf(lines, section).map((one) => [one.startLine, one]));
  return mc.config.cfLines.flatMap((line) => {
    const { line: at } = document.positionAt(line.span.start);
    if (line.span.source !== uri || at <= section.startLine || at > section.endLine) return [];
    const name = nameOf(line, document);
    if (name === undefined) return [];
    const whole = rulesets.get(at);
    if (line.kind !== "S")
      return [symbol(name.text, CF_GROUPS[line.kind as keyof typeof CF_GROUPS]?.kind ?? SymbolKind.String, line.span)];
    const end = document.offsetAt({ line: (whole?.endLine ?? at) + 1, character: 0 });
    const rules = mc.config.cfLines.filter(
      ({ kind, span }) => kind === "R" && span.source === uri && line.span.start < span.start && span.start < end,
    ).length;
    const all = { ...line.span, end: Math.max(line.span.end, end - 1) };
    return [{ ...symbol(name.text, SymbolKind.Function, all), detail: `${rules} ${rules === 1 ? "rule" : "rules"}` }];

    function symbol(text: string, kind: SymbolKind, span: Span): DocumentSymbol {
      return {
        name: text,
        kind,
        range: rangeOf(document, span),
        selectionRange: rangeOf(document, name?.span ?? span),
      };
    }
  });
}

/** The name that a line defines, and where it is. */
function nameOf(
  { kind, span }: CfLine,
  document: TextDocument,
): { readonly text: string; readonly span: Span } | undefined {
  if (kind !== "S" && !Object.hasOwn(CF_GROUPS, kind)) return undefined;
  const written = document.slice(span.start, span.end);
  const found = /^[A-Z][\t ]*(?:\?[^?\n]*\?)?\{?(?<name>[^\s,:={}]+)/.exec(written);
  const name = found?.groups?.name;
  if (found === null || name === undefined) return undefined;
  const isShort = /^[CDF][^{]/.test(written);
  const end = span.start + found[0].length;
  const start = end - name.length;
  const text = isShort ? name.charAt(0) : name;
  return { text, span: { ...span, start, end: start + text.length } };
}
