// A line that a person types in test mode, as sendmail keeps it: with codes for what follows a dollar.
import { Code, type Coded } from "../codes.ts";
import type { Message } from "../rewrite/messages.ts";
import type { CfConfig } from "../types.ts";

const isSpace = (char: string): boolean => char !== "" && " \t\n\v\f\r".includes(char);

/**
 * Turns `$x` into its code, as sendmail does with each line of the .cf and with the values that `.D` and `.C` take: `$$` is a dollar, a
 * `#` begins a comment unless a dollar or backslash precedes it, spaces at the end go.
 */
export function encodeLine(text: string, { names, level }: CfConfig, report?: (message: Message) => void): Coded {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "#" && out !== "" && level >= 3) {
      if (out.endsWith("\\")) {
        out = `${out.slice(0, -1)}#`;
        continue;
      }
      if (!out.endsWith(Code.macro)) break;
    }
    const next = text.charAt(i + 1);
    if (char !== "$" || next === "") {
      out += char;
      continue;
    }
    i++;
    if (next === "$") {
      out += "$";
      continue;
    }
    out += Code.macro;
    if ("=~&?".includes(next)) {
      out += next;
      i++;
    }
    const name = readName(text.slice(i), report);
    out += name.name === "" ? "" : names.id(name.name);
    i += name.length - 1;
  }
  let end = out.length;
  while (end > 0 && isSpace(out.charAt(end - 1))) end--;
  return out.slice(0, end);
}

/** sendmail takes so many characters of a name. */
const MAX_NAME = 25;

/** A macro's or class's name at the beginning of a text; "" where there is none, which is said. */
export function readName(
  text: string,
  report: ((message: Message) => void) | undefined,
): { readonly name: string; readonly length: number } {
  const say = (what: string): void => report?.({ code: "554", text: what });
  if (text === "" || text.startsWith("{}")) {
    say("Name required for macro/class");
    return { name: "", length: 0 };
  }
  if (!text.startsWith("{")) return { name: text.charAt(0), length: 1 };
  let name = "";
  let at = 1;
  for (; at < text.length && text.charAt(at) !== "}" && name.length < MAX_NAME; at++) {
    const char = text.charAt(at);
    if (/[A-Za-z0-9_]/.test(char)) name += char;
    else say(`Invalid macro/class character ${char}`);
  }
  if (text.charAt(at) === "}") return { name, length: at + 1 };
  if (at >= text.length) say(`Unbalanced { on ${name}`);
  else say(`Macro/class name ({${name}}) too long (${MAX_NAME} chars max)`);
  say("Unable to assign macro/class ID (mid = 0xffffffff)");
  return { name: "", length: at };
}
