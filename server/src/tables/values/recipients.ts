// Lists of recipients: the right side of an alias, and a line of a file that `:include:` names.
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
  if (PLAIN.test(value)) return readPlain(value);
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

/** A list of names and addresses and nothing else: what nearly all lines have, and what can be read quickly. */
const PLAIN = /^[\w.+=@-]+(?:,[ \t]*[\w.+=@-]+)*$/;

/** Reads a list of names and addresses. */
function readPlain(value: string): readonly Recipient[] {
  const found: Recipient[] = [];
  for (let start = 0; start < value.length; ) {
    const comma = value.indexOf(",", start);
    const end = comma === -1 ? value.length : comma;
    while (value.charCodeAt(start) === 32 || value.charCodeAt(start) === 9) start++;
    const text = value.slice(start, end);
    const at = text.indexOf("@");
    if (at === -1) found.push({ text, start, end, kind: "local", target: text });
    else if (at > 0 && at < text.length - 1 && !text.includes("@", at + 1))
      found.push({ text, start, end, kind: "address", target: text });
    else found.push({ text, start, end, ...kindOf(text) });
    start = end + 1;
  }
  return found;
}

/**
 * What sendmail drops before a recipient, be it the name of a list, a mailer or an address: `The Team: root`, `local:root`, `"Team": root`,
 * `joe@b.example:root`. Not where another colon follows, nor an address before digits, which are meant as a port.
 */
const PHRASE =
  /^(?:"[^"]*"|[^"<>()@:,;\\/|[\]]+(?:@(?:[\w.%-]+|\[[^\]:\s]*\])\s*(?!:\s*\d+[\s;]*$))?):\s*(?=[^\s;:][^:]*$|"?\|)/;

/** A user in double quotes or with escaped spaces, and a host. */
const QUOTED_USER = /^(?:"(?:[^"\\]|\\.)*"|(?:[^\s"\\@]|\\.)+)@[^@\s]*[^@\s;]$/;

/** `include:/path`, without its first colon. */
const INCLUDE_WORD = /^include:\s*\//i;

function kindOf(text: string): Pick<Recipient, "kind" | "target"> {
  const phrase = /^error\s*:/i.test(text) || INCLUDE_WORD.test(text) ? null : PHRASE.exec(text);
  if (phrase !== null) return kindOf(text.slice(phrase[0].length));
  const bare = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1] ?? text;
  if (/^"?\|/.test(bare)) return { kind: "program", target: bare.slice(bare.indexOf("|") + 1).trim() };
  // With one of these signs it is an address, in quotes too.
  if (bare.startsWith("/") && !/[@%!]/.test(bare)) {
    // What is before a colon is dropped here too.
    const colon = bare === text ? text.lastIndexOf(":") : -1;
    return colon === -1 ? { kind: "file", target: bare } : kindOf(text.slice(colon + 1).trim());
  }
  const include = /^:[ \t]*include[ \t]*:\s*/i.exec(bare);
  if (include !== null) return { kind: "include", target: openedPath(bare.slice(include[0].length)) };
  if (/^error\s*:/i.test(bare)) return { kind: "error", target: bare.replace(/^error\s*:\s*/i, "") };
  const angled = /<([^<>]*)>/.exec(bare)?.[1];
  if (angled !== undefined && /^[ \t-\r]*(?:\||\/|:[ \t]*include[ \t]*:)/i.test(angled)) return kindOf(trimmed(angled));
  const written = trimmed(angled ?? withoutComments(bare));
  if (QUOTED_USER.test(written)) return { kind: "address", target: written };
  // Spaces around an @ and around the dots of a host do no harm, nor do semicolons at the end.
  const address = written
    .replace(/[ \t-\r]*@[ \t-\r]*/g, "@")
    .replace(/@\S.*$/, (host) => host.replace(/[ \t-\r]*\.[ \t-\r]*/g, "."))
    .replace(/(?<=[^;:\s])[;\s]*;$/, "");
  if (/\s|^$|;/.test(address)) return { kind: "odd", target: address };
  if (/^[^@]*[^@\\]@[^@]+$/.test(address)) return { kind: "address", target: address };
  if (address.startsWith("\\")) return { kind: "direct", target: address.slice(1) };
  return /^[\w.+=*'$&^~{}?-]+$/.test(address) ? { kind: "local", target: address } : { kind: "odd", target: address };
}

/** The path that sendmail opens for a list: comments, quotes, backslashes and a semicolon at the end go, spaces beside signs too. */
function openedPath(written: string): string {
  if (!/[\s"\\(;]/.test(written)) return written;
  const kept: string[] = [];
  const read = withoutComments(written)
    .replace(/"([^"]*)"?|\\(.)/g, (_, quoted?: string, escaped = "") => `\0${kept.push(quoted ?? escaped) - 1}\0`)
    .replace(/[ \t-\r]*([.:%@!^/[\]+])[ \t-\r]*/g, "$1")
    .replace(/[ \t-\r]+/g, " ");
  const opened = trimmed(read).replace(/[\s;]*;$/, "");
  return opened.replace(/\0(\d+)\0/g, (_, at: string) => kept[Number(at)] ?? "");
}

/** A text with a space in the place of each comment, nested ones too. */
function withoutComments(text: string): string {
  if (!text.includes("(")) return text;
  let before = "";
  let after = text;
  while (before !== after) {
    before = after;
    after = before.replace(/\([^()]*\)/g, " ");
  }
  return after;
}

/** Without white space around it, as C has it. */
function trimmed(text: string): string {
  return text.replace(/^[ \t-\r]+|[ \t-\r]+$/g, "");
}
