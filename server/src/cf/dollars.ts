// Turns the `$` of a line into codes and takes comments away, which is the first thing that sendmail does with a line.
import { isSpace } from "./chars.ts";
import { Code, type Coded } from "./codes.ts";
import type { Names } from "./names.ts";

/** Takes a complaint in sendmail's words. */
export type Say = (text: string) => void;

/** Letters of a long name at most. */
const MAX_NAME = 25;
/** After `$` and one of these comes a name. */
const TAKES_NAME = "=~&?";
/** Comments within a line are read from this level on. */
const COMMENT_LEVEL = 3;

const HASH = 35;
const DOLLAR = 36;
const NEWLINE = 10;

/** The name of a macro or class where a text has one. */
export interface NameRead {
  /** "" where sendmail finds no name. */
  readonly id: string;
  /** Index after it. */
  readonly end: number;
}

/** Reads `x` or `{name}` at an index. What is wrong with it is said, and there is no id then. */
export function readName(text: string, start: number, names: Names, say: Say): NameRead {
  if (start >= text.length || text.startsWith("{}", start)) {
    say("Name required for macro/class");
    return { id: "", end: start };
  }
  if (text[start] !== "{") return { id: text.charAt(start), end: start + 1 };
  let name = "";
  let at = start + 1;
  for (; at < text.length && text[at] !== "}" && name.length < MAX_NAME; at++) {
    const char = text.charAt(at);
    if (/[A-Za-z0-9_]/.test(char)) name += char;
    else say(`Invalid macro/class character ${char}`);
  }
  if (at >= text.length) say(`Unbalanced { on ${name}`);
  else if (text[at] !== "}") say(`Macro/class name ({${name}}) too long (${MAX_NAME} chars max)`);
  else if (!names.isTooMany(name)) return { id: names.id(name), end: at + 1 };
  else {
    say(`Macro/class {${name}}: too many long names`);
    at++;
  }
  say("Unable to assign macro/class ID (mid = 0xffffffff)");
  return { id: "", end: at };
}

/**
 * Codes a line. `$x` becomes `Code.macro` and an id, whatever x is: `$*` is the macro `*`, whose value is an operator. `$$` is a
 * dollar; a dollar at the end is one too. `#` and what follows it go, with the spaces before it, up to the end of the physical
 * line; `\#` is a `#`. Spaces at the end go.
 *
 * @param level of the configuration, from its `V` line
 */
export function codeDollars(text: string, level: number, names: Names, say: Say): Coded {
  let out = "";
  let from = 0;
  // What sendmail sees ends here: a name that it could not read left a NUL.
  let ended: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === DOLLAR && at + 1 < text.length) {
      out += text.slice(from, at);
      if (text.charCodeAt(at + 1) === DOLLAR) {
        out += "$";
        from = at + 2;
        at++;
        continue;
      }
      out += Code.macro;
      let start = at + 1;
      if (TAKES_NAME.includes(text.charAt(start))) out += text.charAt(start++);
      const { id, end } = readName(text, start, names, say);
      if (id === "") ended ??= out;
      out += id;
      from = end;
      at = Math.max(end, start) - 1;
    } else if (unit === HASH && level >= COMMENT_LEVEL && at > 0) {
      out += text.slice(from, at);
      if (out.endsWith("\\")) {
        out = out.slice(0, -1);
        from = at;
        continue;
      }
      let keep = out.length;
      while (keep > 1 && isSpace(out.charCodeAt(keep - 1)) && out.charCodeAt(keep - 1) !== NEWLINE) keep--;
      out = out.slice(0, keep);
      const feed = text.indexOf("\n", at);
      at = feed === -1 ? text.length : feed;
      from = at;
    }
  }
  if (ended !== undefined) return ended;
  const all = from === 0 ? text : out + text.slice(from);
  let end = all.length;
  while (end > 1 && isSpace(all.charCodeAt(end - 1))) end--;
  return end === all.length ? all : all.slice(0, end);
}
