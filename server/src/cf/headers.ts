// H lines: headers that mailers add, and rulesets that check headers.
import { skipSpaces } from "./chars.ts";
import { Code, type Coded } from "./codes.ts";
import type { ReadState } from "./state.ts";

/** A ruleset's name is looked for in this many bytes of the value. */
const CHECK_ROOM = 50;
/** Longer names end the headers. */
const MAX_NAME = 100;

/** Takes the H line that the state is at. */
export function readHeader(state: ReadState): void {
  const text = state.coded.slice(1);
  const condition = readCondition(text);
  if (condition === undefined) {
    syntaxError(state, text);
    return;
  }
  let at = condition.end;
  const nameStart = at;
  while (at < text.length && text[at] !== ":" && isGraphic(text.charCodeAt(at))) at++;
  const nameEnd = at;
  at = skipSpaces(text, at);
  if (text[at] !== ":" || nameEnd === nameStart) {
    // Of a condition sendmail has cut off what follows.
    syntaxError(state, nameStart === 0 ? text : text.slice(0, nameStart - 1));
    return;
  }
  const name = text.slice(nameStart, nameEnd);
  if (name.length > MAX_NAME) return;
  const value = text.slice(at + 1);
  const written = state.line.text.indexOf(name, 1);
  const place = written === -1 ? state.place(1, 1) : state.place(written, written + name.length);
  const macro = condition.macro === undefined ? undefined : state.names.name(condition.macro);
  const header = { name, flags: condition.flags, macro, isDefault: name === "*", place };
  const check = state.expand(value, CHECK_ROOM).trimStart();
  if (!check.startsWith(Code.call)) {
    state.headers.push({ ...header, value: value.trimStart(), check: undefined });
    return;
  }
  const keepsComments = check[1] === "+";
  const from = keepsComments ? 2 : 1;
  const { number, end } = state.rulesets.read(check, from);
  if (number <= 0) return;
  const ruleset = check.slice(skipSpaces(check, from), end);
  state.headers.push({ ...header, value: undefined, check: { ruleset, keepsComments } });
}

function isGraphic(unit: number): boolean {
  return unit > 32 && unit < 127;
}

function syntaxError(state: ReadState, text: Coded): void {
  state.say("header", `header syntax error, line "${text}"`);
}

interface Condition {
  readonly flags: string;
  readonly macro: string | undefined;
  /** Index after it. */
  readonly end: number;
}

/** `?flags?` or `?${macro}?` at the beginning; undefined where it is wrong. */
function readCondition(text: Coded): Condition | undefined {
  if (text[0] !== "?") return { flags: "", macro: undefined, end: 0 };
  const close = text.indexOf("?", 1);
  if (close === -1) return undefined;
  const inner = text.slice(1, close);
  if (inner.startsWith(Code.macro))
    return inner.length === 2 ? { flags: "", macro: inner.charAt(1), end: close + 1 } : undefined;
  for (let at = 0; at < inner.length; at++) if (inner.charCodeAt(at) > 127) return undefined;
  return { flags: inner, macro: undefined, end: close + 1 };
}
