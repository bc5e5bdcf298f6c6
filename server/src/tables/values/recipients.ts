// Lists of recipients: the right side of an alias, and a file that `:include:` names.
import { type Part, part } from "./part.ts";

/**
 * One recipient. `local`: a name of this server, which may be an alias again; `direct` (`\name`): not an alias again. `address`: with a
 * host. `error`: a reply of its own. `odd`: several words, or characters that the address parser changes.
 */
export interface Recipient extends Part {
  readonly kind: "local" | "direct" | "address" | "program" | "file" | "include" | "error" | "odd";
  /** The program, path, name or address itself, without quotes, bar, `:include:` and backslash. */
  readonly target: string;
}

/** Reads a list, divided at commas outside of double quotes, parentheses and angle brackets; empty items are left out. */
export function readRecipients(value: string): readonly Recipient[] {
  const found: Recipient[] = [];
  let start = 0;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at <= value.length; at++) {
    const char = value.charAt(at);
    if (char === "\\" && isQuoted) at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === "(" || char === "<")) depth++;
    else if (!isQuoted && (char === ")" || char === ">")) depth = Math.max(0, depth - 1);
    else if (at >= value.length || (char === "," && !isQuoted && depth === 0)) {
      const item = part(value, start, Math.min(at, value.length));
      if (item.text !== "") found.push({ ...item, ...kindOf(item.text) });
      start = at + 1;
    }
  }
  return found;
}

/**
 * Reads a file that `:include:` names, or a `.forward`: the lists of all its lines. Only a line that begins with `#` is a comment; a `#`
 * later in a line is part of an address. No line continues another. Offsets are those of the text.
 */
export function readInclude(text: string): readonly Recipient[] {
  const found: Recipient[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    for (const recipient of line.startsWith("#") ? [] : readRecipients(line))
      found.push({ ...recipient, start: recipient.start + start, end: recipient.end + start });
    start += line.length + 1;
  }
  return found;
}

function kindOf(text: string): Pick<Recipient, "kind" | "target"> {
  const bare = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1] ?? text;
  if (bare.startsWith("|")) return { kind: "program", target: bare.slice(1).trim() };
  if (bare.startsWith("/") && !bare.includes("@")) return { kind: "file", target: bare };
  const include = /^:include:\s*/i.exec(bare);
  if (include !== null) return { kind: "include", target: bare.slice(include[0].length) };
  if (/^error\s*:/i.test(bare)) return { kind: "error", target: bare.replace(/^error\s*:\s*/i, "") };
  const address = (/<([^<>]*)>/.exec(bare)?.[1] ?? bare.replace(/\([^()]*\)/g, "")).trim();
  if (/\s|^$|;/.test(address)) return { kind: "odd", target: address };
  if (/^[^@]+@[^@]+$/.test(address)) return { kind: "address", target: address };
  if (address.startsWith("\\")) return { kind: "direct", target: address.slice(1) };
  return /^[\w.+=*'$&^~{}?-]+$/.test(address) ? { kind: "local", target: address } : { kind: "odd", target: address };
}
