// D, C, T and F lines: macros, and the words of classes.
import { isSpace, skipSpaces, wordEnd } from "./chars.ts";
import { Code, type Coded, quoteBytes } from "./codes.ts";
import { isMapType } from "./maps/types.ts";
import { readQuoted, readQuotedPath } from "./quoted.ts";
import type { ReadState } from "./state.ts";
import type { CfPlace } from "./types.ts";

/** Index in the written line after the name at `start`: `x` or `{name}`. */
function nameEnd(state: ReadState, start: number): number {
  const { text } = state.line;
  if (text[start] !== "{") return start + 1;
  const close = text.indexOf("}", start);
  return close === -1 ? text.length : close + 1;
}

/** Takes a D line. */
export function readMacro(state: ReadState): void {
  const { coded } = state;
  const { id, end } = state.readName(coded, 1);
  if (id === "") return;
  state.define(id, quoteBytes(readQuoted(coded, end, "").value), state.place(1, nameEnd(state, 1)));
}

/** Takes a C line: words, and `$=x` for what another class has at this moment. */
export function readClassWords(state: ReadState): void {
  const { coded } = state;
  const { id, end } = state.readName(coded, 1);
  if (id === "") return;
  const place = state.place(1, nameEnd(state, 1));
  state.words.fill(id, place);
  const words = state.expand(coded.slice(end));
  // Where nothing was expanded, each word still has the place of its own.
  const offset = nameEnd(state, 1);
  const isWritten = state.line.text.startsWith(words, offset);
  state.words.addWords(
    id,
    words,
    (from, to) => (isWritten ? state.span(offset + from, offset + to) : place.value),
    place,
    state.sayName,
  );
}

/** Takes a T line: trusted users, which are class t. */
export function readTrusted(state: ReadState): void {
  const place = state.place(1, 1);
  state.words.fill("t", place);
  const isWritten = state.line.text.startsWith(state.coded);
  state.words.addWords(
    "t",
    state.coded.slice(1),
    (from, to) => (isWritten ? state.span(1 + from, 1 + to) : place.value),
    place,
    state.sayName,
  );
}

/** Takes an F line: a file, a program, or a map, out of which a class gets its words. */
export function readClassFile(state: ReadState): void {
  const { coded } = state;
  const { id, end } = state.readName(coded, 1);
  if (id === "") return;
  const place = state.place(1, nameEnd(state, 1));
  let at = skipSpaces(coded, end);
  const optional = coded.startsWith("-o", at);
  if (optional) at = skipSpaces(coded, wordEnd(coded, at));
  const text = coded.slice(at);
  state.words.fill(id, place);
  if (isMapSpec(text)) {
    fillFromMap(state, id, text, place);
    return;
  }
  const read = readQuotedPath(text);
  if (read === undefined) {
    state.say("class-file", `illegal filename '${text}'`);
    return;
  }
  const { value: path } = read;
  if (path === "") {
    state.say("class-file", "fileclass: missing file name");
    return;
  }
  if (path.startsWith("|")) {
    state.words.addUnknown(id, { unknown: "program", subject: path.slice(1) }, place);
    return;
  }
  let format = "%s";
  if (read.end < text.length) {
    let from = read.end + 1;
    while (isSpace(text.charCodeAt(from))) from++;
    format = text.slice(from);
  }
  fillFromFile(state, id, { path, format, optional }, place);
}

/** `[key]@map:spec` or `[key]@LDAP`. */
function isMapSpec(text: Coded): boolean {
  if (text.startsWith("/") || text.startsWith("|")) return false;
  const sign = text.indexOf("@");
  if (sign === -1) return false;
  const spec = text.slice(sign + 1);
  return spec === "LDAP" || (!spec.startsWith(":") && spec.includes(":"));
}

function fillFromMap(state: ReadState, id: string, text: Coded, place: CfPlace): void {
  const spec = text.slice(text.indexOf("@") + 1);
  const type = spec === "LDAP" ? "ldap" : spec.slice(0, spec.indexOf(":"));
  if (isMapType(type, state.environment.version)) state.words.addUnknown(id, { unknown: "map", subject: text }, place);
  else state.say("class-file", `fileclass: F{${state.names.name(id)}}: class ${type} not available`);
}

interface ClassFile {
  readonly path: string;
  readonly format: string;
  readonly optional: boolean;
}

function fillFromFile(state: ReadState, id: string, { path, format, optional }: ClassFile, place: CfPlace): void {
  const named = { path, format, optional, place };
  state.words.fillFrom(id, named);
  if (path.includes(Code.macro)) {
    state.words.addUnknown(id, { unknown: "file", subject: path }, place);
    return;
  }
  const refusal = state.words.addFile(id, named, state.environment.files);
  if (refusal !== undefined) state.say("class-file", `fileclass: cannot open '${path}': ${refusal}`);
}
