// Turns the `$` of a line into codes and takes comments away, which is the first thing that sendmail does with a line.
import { isSpace } from "./chars.ts";
import { Code, type Coded } from "./codes.ts";
import type { Names } from "./names.ts";

/** Takes a complaint in sendmail's words. */
export type Say = (text: string) => void;

/** Letters of a long name at most. */
const MAX_NAME = 25;
/** Comments within a line are read from this level on. */
export const COMMENT_LEVEL = 3;

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
  let dollar = text.indexOf("$");
  let hash = level >= COMMENT_LEVEL ? text.indexOf("#", 1) : -1;
  if (dollar === -1 && hash === -1) return trimEnd(text);
  let out = "";
  let from = 0;
  // What sendmail sees ends here: a name that it could not read left a NUL.
  let ended: string | undefined;
  while (dollar !== -1 || hash !== -1) {
    if (hash === -1 || (dollar !== -1 && dollar < hash)) {
      if (dollar + 1 >= text.length) break;
      out += text.slice(from, dollar);
      from = dollar + 1;
      if (text.charCodeAt(from) === DOLLAR) {
        out += "$";
        from++;
      } else {
        out += Code.macro;
        if (takesName(text.charCodeAt(from))) out += text.charAt(from++);
        const { id, end } = readName(text, from, names, say);
        if (id === "") ended ??= out;
        out += id;
        from = end;
      }
      dollar = text.indexOf("$", from);
      if (hash !== -1 && hash < from) hash = text.indexOf("#", from);
    } else {
      out += text.slice(from, hash);
      if (out.endsWith("\\")) {
        out = out.slice(0, -1);
        from = hash;
        hash = text.indexOf("#", hash + 1);
        continue;
      }
      let keep = out.length;
      while (keep > 1 && isSpace(out.charCodeAt(keep - 1)) && out.charCodeAt(keep - 1) !== NEWLINE) keep--;
      out = out.slice(0, keep);
      const feed = text.indexOf("\n", hash);
      from = feed === -1 ? text.length : feed;
      if (dollar !== -1 && dollar < from) dollar = text.indexOf("$", from);
      hash = text.indexOf("#", from);
    }
  }
  if (ended !== undefined) return ended;
  return trimEnd(from === 0 ? text : out + text.slice(from));
}

/** After `$` and `=`, `~`, `&` or `?` comes a name. */
function takesName(unit: number): boolean {
  return unit === 61 || unit === 126 || unit === 38 || unit === 63;
}

/** A text without spaces at its end; its first character stays. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 1 && isSpace(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}
