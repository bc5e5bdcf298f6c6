// Completion and hovers in files of relay tests. The words and their meaning come from the schema alone.
import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type Position,
} from "vscode-languageserver-types";
import relayTestSchema from "../../../schemas/relay-test.schema.json" with { type: "json" };
import type { TextDocument } from "../text.ts";
import type { OpenTests } from "./open.ts";

/** As much of a JSON schema as ours has. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

/** What scripts/rules.mjs makes of schema.ts, so that what makes it need not be shipped. */
const SCHEMA: Schema = relayTestSchema;

/** What is wrong in a file of tests. */
export function relayTestDiagnostics({ document, file }: OpenTests): readonly Diagnostic[] {
  return file.errors.map(({ message, span: { start, end } }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    severity: DiagnosticSeverity.Error,
    source: "sendmail",
    code: "relay-test",
    message,
  }));
}

/** What may be written at a position: keys at the start of a line, values after a colon. */
export function completeRelayTests(document: TextDocument, position: Position): readonly CompletionItem[] {
  const line = lineUpTo(document, position);
  const value = /^\s*(?:- )?\s*([A-Za-z]+):\s+(\S*)$/.exec(line);
  const where = pathAt(document, position.line);
  if (value) {
    const field = propertiesOf(schemaAt(where))[value[1] ?? ""];
    return enumOf(field).map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
  }
  if (!/^\s*(?:- )?\s*[A-Za-z]*$/.test(line)) return [];
  return Object.entries(propertiesOf(schemaAt(where))).map(([label, { description = "" }]) => ({
    label,
    kind: CompletionItemKind.Property,
    insertText: `${label}: `,
    documentation: description,
  }));
}

/** What the key at a position means. */
export function hoverRelayTests(document: TextDocument, position: Position): Hover | undefined {
  const text = wholeLine(document, position.line);
  const found = /^(\s*(?:- )?\s*)([A-Za-z]+):/.exec(text);
  const [, before = "", key = ""] = found ?? [];
  const [start, end] = [before.length, before.length + key.length];
  if (!found || position.character < start || position.character > end) return undefined;
  const field = propertiesOf(schemaAt(pathAt(document, position.line)))[key];
  if (field?.description === undefined) return undefined;
  const values = enumOf(field);
  const more = values.length === 0 ? "" : `\n\nOne of ${values.map((one) => `\`${one}\``).join(", ")}.`;
  return {
    contents: { kind: MarkupKind.Markdown, value: `**${key}**: ${field.description}${more}` },
    range: { start: { line: position.line, character: start }, end: { line: position.line, character: end } },
  };
}

/** The keys that a line is below, by its indentation: `["tests", "goesTo"]`. Half-typed files have no better structure. */
function pathAt(document: TextDocument, line: number): readonly string[] {
  const path: string[] = [];
  let depth = depthOf(wholeLine(document, line));
  for (let above = line - 1; above >= 0 && depth > 0; above--) {
    const text = wholeLine(document, above);
    const found = /^(\s*(?:- )?\s*)([A-Za-z]+):\s*$/.exec(text);
    if (!found || text.trim() === "") continue;
    const its = (found[1] ?? "").length;
    // A list may begin in the column of its key.
    const isBelow = its < depth || (its === depth - 2 && its >= 0);
    if (!isBelow) continue;
    path.unshift(found[2] ?? "");
    depth = /^\s*- /.test(text) ? depthOf(text.replace("- ", "  ")) - 2 : its;
  }
  return path;
}

/** Column in which the words of a line begin, a dash not counted as one. */
function depthOf(text: string): number {
  return /^\s*(?:- )?\s*/.exec(text)?.[0].length ?? 0;
}

function schemaAt(path: readonly string[]): Schema {
  let at = SCHEMA;
  for (const key of path) {
    const next = propertiesOf(at)[key];
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** Keys of an object, of the items of a list, or of the first form that has any. */
function propertiesOf(one: Schema | undefined): Readonly<Record<string, Schema>> {
  if (one === undefined) return {};
  if (one.properties !== undefined) return one.properties;
  if (one.items !== undefined) return propertiesOf(one.items);
  for (const form of one.anyOf ?? []) {
    const found = propertiesOf(form);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}

function enumOf(one: Schema | undefined): readonly string[] {
  return one?.enum ?? one?.anyOf?.flatMap((form) => [...enumOf(form)]) ?? [];
}

function lineUpTo(document: TextDocument, { line, character }: Position): string {
  return document.getText({ start: { line, character: 0 }, end: { line, character } });
}

function wholeLine(document: TextDocument, line: number): string {
  const end = { line: line + 1, character: 0 };
  return document.getText({ start: { line, character: 0 }, end }).replace(/\r?\n$/, "");
}
