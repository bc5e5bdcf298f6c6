// The regex map: POSIX regular expressions, as far as JavaScript's give the same answer.
import { Code } from "../../codes.ts";
import type { CfMap } from "../../types.ts";
import { type Answer, EX, type MapFlags, NOTHING, rewriteValue } from "./answer.ts";

/** A compiled `K... regex` line. */
export interface RegexMap {
  /** Undefined: POSIX and JavaScript might answer differently. */
  readonly pattern: RegExp | undefined;
  /** `-n`: what does not match is found. */
  readonly inverted: boolean;
  /** `-s`: the parts that make the value; undefined: the value is empty. */
  readonly fields: readonly number[] | undefined;
  readonly delimiter: string;
  readonly groups: number;
}

export function compileRegex(map: CfMap): RegexMap {
  const flag = (letter: string): string | undefined => map.flags.findLast((one) => one.letter === letter)?.value;
  const basic = flag("b") !== undefined;
  const translated = translate(map.argument, basic, flag("s") !== undefined);
  const source = translated?.source;
  let pattern: RegExp | undefined;
  if (source !== undefined)
    try {
      pattern = new RegExp(source, flag("f") === undefined ? "is" : "s");
    } catch {
      pattern = undefined;
    }
  const groups = (translated?.groups ?? 0) + 1;
  const wanted = flag("s");
  return {
    pattern,
    inverted: flag("n") !== undefined,
    fields:
      wanted === undefined
        ? undefined
        : wanted === ""
          ? Array.from({ length: groups }, (_, i) => i)
          : wanted.split(",").map((field) => Number.parseInt(field, 10) || 0),
    delimiter: flag("d") ?? Code.else,
    groups,
  };
}

/** Looks a key up; undefined where the pattern is not understood. */
export function lookUpRegex(
  regex: RegexMap,
  key: string,
  args: readonly string[],
  flags: MapFlags,
): Answer | undefined {
  if (regex.pattern === undefined) return undefined;
  const value = (text: string): Answer => ({
    value: flags.matchOnly ? rewriteValue(args[0] ?? key, undefined, flags) : rewriteValue(text, args, flags),
    status: EX.ok,
  });
  const match = regex.pattern.exec(key);
  if (regex.inverted) return match ? NOTHING : value("");
  if (!match) return NOTHING;
  if (!regex.fields) return value("");
  let fields = regex.fields;
  if (args[1] !== undefined) {
    fields = args[1].split(",").map((field) => Number.parseInt(field, 10) || 0);
    if (fields.some((field) => field < 0 || field >= regex.groups)) return { value: undefined, status: EX.config };
  }
  const parts = fields.map((field) => match[field] ?? "");
  return isBalanced(parts.join("")) ? value(parts.join(regex.delimiter)) : NOTHING;
}

/** sendmail gives nothing where the parts would not be an address: open quotes, brackets or comments, a space. */
function isBalanced(text: string): boolean {
  let angles = 0;
  let comments = 0;
  let spaces = 0;
  let quoted = false;
  let escaped = false;
  for (const char of text) {
    if (escaped) escaped = false;
    else if (quoted && char !== '"' && char !== "\\") continue;
    else if (char === "\\") escaped = true;
    else if (char === "(") comments++;
    else if (char === ")") comments--;
    else if (char === "<") angles++;
    else if (char === ">") angles--;
    else if (char === " ") spaces++;
    else if (char === '"') quoted = !quoted;
  }
  return angles === 0 && comments === 0 && spaces === 0 && !quoted && !escaped;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: " \\t\\n\\v\\f\\r",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`{-~",
  print: " -~",
  graph: "!-~",
  cntrl: "\\0-\\x1f\\x7f",
  xdigit: "0-9A-Fa-f",
};

/**
 * A POSIX expression in JavaScript's notation. Undefined where the two might differ: back references, alternatives whose parts are
 * wanted (POSIX takes the longest, JavaScript the first), notations that only GNU has, repeated repetitions.
 */
function translate(
  posix: string,
  basic: boolean,
  wantsParts: boolean,
): { readonly source: string; readonly groups: number } | undefined {
  let source = "";
  let groups = 0;
  let depth = 0;
  let alternatives = false;
  /** There is nothing to repeat before it. */
  let atStart = true;
  let repeated = false;
  for (let i = 0; i < posix.length; i++) {
    let char = posix.charAt(i);
    let special = !basic;
    if (char === "\\") {
      char = posix.charAt(++i);
      if (char === "") return undefined;
      if (basic && "(){}".includes(char)) special = true;
      else if (/[A-Za-z0-9<>`']/.test(char) || (basic && "+?|".includes(char))) return undefined;
      else {
        source += char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
        atStart = repeated = false;
        continue;
      }
    } else if (basic && "(){}+?|".includes(char)) {
      source += `\\${char}`.replace(/^\\([+?|(){}])$/, "\\$1");
      atStart = repeated = false;
      continue;
    }
    if (char === "[") {
      const set = bracket(posix, i);
      if (!set) return undefined;
      source += set.source;
      i = set.end;
      atStart = repeated = false;
    } else if (char === "(" && special) {
      groups++;
      depth++;
      source += "(";
      atStart = true;
    } else if (char === ")" && special) {
      if (depth-- <= 0) return undefined;
      source += ")";
      atStart = repeated = false;
    } else if (char === "|" && special) {
      if (atStart) return undefined;
      alternatives = true;
      source += "|";
      atStart = true;
    } else if (char === "*" || ((char === "+" || char === "?") && special)) {
      if (atStart || repeated) return undefined;
      source += char;
      repeated = true;
    } else if (char === "{" && special) {
      const bound = /^([0-9]+)(,([0-9]*))?(\\?\})/.exec(posix.slice(i + 1));
      if (!bound || atStart || repeated || (bound[4] === "\\}") !== basic) return undefined;
      source += `{${bound[1]}${bound[2] ?? ""}}`;
      i += bound[0].length;
      repeated = true;
    } else if (char === "^") {
      if (!atStart) return undefined;
      source += "^";
    } else if (char === "$") {
      const next = posix.slice(i + 1);
      if (next !== "" && !(special && /^[|)]/.test(next))) return undefined;
      source += "$";
      atStart = repeated = false;
    } else {
      source += char === "." ? "." : char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
      atStart = repeated = false;
    }
  }
  if (depth !== 0 || (wantsParts && (alternatives || groups > 1) && alternatives)) return undefined;
  return { source, groups };
}

/** A bracket expression that begins at `at`. */
function bracket(posix: string, at: number): { readonly source: string; readonly end: number } | undefined {
  let i = at + 1;
  let out = "[";
  if (posix[i] === "^") {
    out += "^";
    i++;
  }
  let first = true;
  for (; i < posix.length; i++) {
    const char = posix.charAt(i);
    if (char === "]" && !first) return { source: `${out}]`, end: i };
    first = false;
    if (char === "[" && posix[i + 1] === ":") {
      const end = posix.indexOf(":]", i);
      const set = end < 0 ? undefined : CLASSES[posix.slice(i + 2, end)];
      if (set === undefined) return undefined;
      out += set;
      i = end + 1;
    } else if (char === "[" && (posix[i + 1] === "." || posix[i + 1] === "=")) return undefined;
    else if (char === "\\" || char === "^" || char === "[" || char === "]") out += `\\${char}`;
    else if (char === "-" && (out === "[" || out === "[^" || posix[i + 1] === "]")) out += "\\-";
    else out += char;
  }
  return undefined;
}
