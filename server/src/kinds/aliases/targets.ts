// The right side of an alias: its recipients with their places, and what is wrong with each of them.
import { offsetsOf } from "../../tables/alias-lines.ts";
import { hasReservedByte } from "../../tables/reserved-bytes.ts";
import type { TableEntry } from "../../tables/types.ts";
import { ACCESS_WORD, addressFault, isPlainAddress, isTooLong } from "../../tables/values/address-fault.ts";
import { joined } from "../../tables/values/joined.ts";
import { type Recipient, readRecipients } from "../../tables/values/recipients.ts";
import type { Span, TextDocument } from "../../text.ts";

/**
 * Why a recipient is not what it looks like (all asked of `sendmail -bv`). `comment`: `#` later in a line is part of a name. `words`:
 * several words become one name with dots. `semicolon`, `star`, `single-quotes`, `relative`, `error`, `empty`, `port`, `bare-ipv6`: sendmail looks
 * for a user of that name; so for an `access-word` (REJECT), a `variable` ($HOME) and what Exim alone knows (`foreign`: `:fail:`).
 * `argument`: `%1` has no meaning here. `curly-quotes`: refused as an address. `url`: mail is written to a file of that name.
 * `no-program`: nothing after the bar. `name`: no user can have such a name. `no-user`, `no-host`, `bad-host`, `two-at`, `colon`, `empty-group`,
 * `unbalanced`: refused as addresses; so for `character` and `long`. `brackets`: of several addresses in angle brackets the last one counts. `host-name`: no host has it. `port-as-host`: the number is the host. `prefix`: what is before the colon is dropped, and a host
 * alone is then a user. `bare-address`: an IP address without brackets. `pipe`: a word for a program and a path, of which the path is a
 * file. `device`: a device, or another way to write /dev/null, which sendmail does not know. `unquoted-program`,
 * `unquoted-path`: the words after the first are joined to it by dots; a program with an `@` is even an address. `include-word`: without the first colon it is a file that mail
 * is written to. `relative-include`: read from the folder that sendmail happens to be in. `include-address`: with one of some signs in its
 * path a list is an address. `quoted-words`: what is in double quotes is one name. `dropped`: an address before a colon is dropped.
 */
export type Trouble =
  | "comment"
  | "words"
  | "semicolon"
  | "star"
  | "single-quotes"
  | "relative"
  | "error"
  | "empty"
  | "port"
  | "port-as-host"
  | "bare-ipv6"
  | "name"
  | "bad-host"
  | "empty-group"
  | "no-user"
  | "no-host"
  | "two-at"
  | "brackets"
  | "colon"
  | "unbalanced"
  | "character"
  | "long"
  | "host-name"
  | "bare-address"
  | "pipe"
  | "prefix"
  | "access-word"
  | "curly-quotes"
  | "argument"
  | "variable"
  | "url"
  | "foreign"
  | "no-program"
  | "device"
  | "unquoted-program"
  | "unquoted-path"
  | "include-word"
  | "relative-include"
  | "include-address"
  | "quoted-words"
  | "dropped";

/** What is wrong with any text, the first that is true. */
const ODD_TEXTS: readonly (readonly [form: RegExp, trouble: Trouble])[] = [
  [/^[a-z][a-z\d+.-]*:\/\//i, "url"],
  [/^:(?:fail|blackhole|defer|unknown):/i, "foreign"],
  [/^[‘’“”]|[‘’“”]$/, "curly-quotes"],
  [/^"?\$(?:\{?[A-Za-z]\w*\}?|\([^()]*\))(?:\/|"?$)/, "variable"],
  [/^%(?:\d|[a-z])$/i, "argument"],
];

/** A name or an address that is none of these, nor what follows. */
const ORDINARY = /^[A-Za-z\d][\w.-]*(?:@[\w.-]+)?$/;

/** A mailer of the mailertable and a host: not a recipient. */
const HOST_AS_USER = /^(?:smtp|esmtp|relay|dsmtp|smtp8)\s*:\s*(?:\[[^\]]+\]|[\w-]+(?:\.[\w-]+)+)$/i;

/** What is wrong with a recipient; undefined where nothing is, or nothing is known. */
export function troubleOf({ kind, target, text }: Recipient): Trouble | undefined {
  if ((kind === "local" || kind === "address") && target === text && isPlainAddress(text))
    return kind === "local" && ACCESS_WORD.test(text) ? "access-word" : undefined;
  if (!ORDINARY.test(text)) {
    const odd = kind === "program" ? undefined : ODD_TEXTS.find(([form]) => form.test(text));
    if (odd !== undefined) return odd[1];
    if (HOST_AS_USER.test(text)) return "prefix";
  }
  if (hasReservedByte(text)) return "character";
  // sendmail says so for each mail, even where it knows where the mail goes.
  if (isTooLong(text)) return "long";
  const { text: read, unbalanced } = joined(text);
  if (unbalanced !== undefined) return "unbalanced";
  if (read === "") return "empty";
  if (/<[^<>]*>[^<>]*<[^<>]*>/.test(read.replace(/"(?:[^"\\]|\\.)*"/g, ""))) return "brackets";
  switch (kind) {
    case "program":
      if (/^(?:\/dev\/\w+)?$/.test(target.replace(/["\s]/g, ""))) return "no-program";
      if (addressSign(text) !== undefined) return "unquoted-program";
      // A space before the path, or before the quotes, does no harm.
      return joined(withoutPhrase(text).replace(/^\|\s+(?=[/"])/, "|")).losesSpace ? "unquoted-program" : undefined;
    case "file":
      if (/^"?(?:pipe|prog|program|exec|command)\s*:/i.test(text)) return "pipe";
      if (isDevice(target)) return "device";
      return joined(withoutPhrase(text)).losesSpace ? "unquoted-path" : dropped(text);
    case "include":
      if (target === "") return "empty";
      if (/[@%![\]]/.test(target)) return "include-address";
      return target.startsWith("/") ? undefined : "relative-include";
    case "error":
      return "error";
    case "direct":
      // Of two backslashes one is part of the name; and no name begins with a bar.
      return /^[\\|/]/.test(target) ? "name" : undefined;
    case "address":
      return addressFault(target) ?? dropped(text);
    case "local":
      if (ACCESS_WORD.test(target)) return "access-word";
      if (QUOTED_WORDS.test(text)) return "quoted-words";
      return target === "*" ? "star" : (addressFault(target) ?? dropped(text));
    case "odd":
      return oddity(target, text);
  }
}

function dropped(text: string): Trouble | undefined {
  return /^[^"<>():@]+@(?:[\w.%-]+|\[[^\]:\s]*\])\s*:\s*[^\s:]/.test(text) ? "dropped" : undefined;
}

/** Devices that every system has. */
const DEVICE = /^\/dev\/(?:zero|full|u?random|console|tty\d*|std(?:in|out|err)|fd\/\d+)$/;

/** True for a path that sendmail adds no mail to: /dev/null must be written so. */
function isDevice(path: string): boolean {
  const plain = path.replace(/\/+/g, "/").replace(/\/$/, "");
  return (plain === "/dev/null" && path !== plain) || DEVICE.test(plain);
}

/** The sign outside of double quotes that makes an address of a command (`|prog joe@host`); undefined where there is none. */
export function addressSign(text: string): string | undefined {
  const { text: read } = joined(withoutPhrase(text));
  return (read.startsWith("<") ? /[@%!:]/ : /[@%!:<]/).exec(read.replace(/"(?:[^"\\]|\\.)*"/g, ""))?.[0];
}

/** A program or a path without the name of a list before it, which is dropped. */
function withoutPhrase(text: string): string {
  return text.replace(/^(?:"[^"]*"|[^"|/\\]*):\s*/, "");
}

/** A name in double quotes with a space or comma in it, or one with more after it, so that sendmail looks for a user of that name. */
const QUOTED_WORDS = /^<?"(?:[^"\\@]*[\s,][^"\\@]*"|[^"\\@]+"[ \t]*[\w][^@<>:;%!]*)>?$/;

function oddity(target: string, text: string): Trouble | undefined {
  if (QUOTED_WORDS.test(text) && !/^<?"\s*"/.test(text)) return "quoted-words";
  if (/^\\\s|^[^@]*\\@/.test(target)) return "name";
  if (/^(?:[^"<>()@,;\\/|]*:)?\s*;+$/.test(text)) return "empty-group";
  if (/^include:\s*\//i.test(target)) return "include-word";
  if (/^#|\s#/.test(target)) return "comment";
  if (/^'.*[|/]?.*'$|^'\s*[|/]/s.test(target)) return "single-quotes";
  if (/;/.test(target)) return "semicolon";
  if (target === "") return "empty";
  // A lone backslash at the end escapes nothing and is dropped.
  if (joined(target.replace(/\s+\\$/, "")).hasWords) return "words";
  if (target.startsWith("@")) return target.includes(":") ? undefined : "no-user";
  if (target.endsWith("@")) return "no-host";
  if (target.endsWith(":")) return "colon";
  if (/^[\w.~-]*(?:\/[\w.-]*)+$/.test(target)) return "relative";
  return addressFault(target);
}

/** What may be before the program of a command: settings of its environment, and `exec`. */
const BEFORE_PROGRAM = /^(?:\w+=(?:'[^']*'|\\?"[^"]*"|\S*)\s*(?:&&\s*)?)*(?:exec\s+)?/;

/**
 * The path of the file or program that a recipient hands mail to; a program may be named without a folder. Undefined for all others, and
 * where only the shell knows what the command's first word comes to.
 */
export function handedPath({ kind, target }: Recipient): string | undefined {
  if (kind === "file") return target.replace(/\s*\([^()]*\)$/, "");
  if (kind !== "program") return undefined;
  const [word = ""] = /^\S*/.exec(target.replace(/^"|"$/g, "").trim().replace(BEFORE_PROGRAM, "")) ?? [];
  return /^[\w.+@%,:/-]+$/.test(word) ? word : undefined;
}

/** A recipient of an alias, with its place in the file. */
export interface PlacedRecipient extends Recipient {
  readonly span: Span;
}

/** The recipients of an alias; `document` is the text that the entry is of. */
export function recipientsOf(entry: TableEntry, document: TextDocument): readonly PlacedRecipient[] {
  const { source, start } = entry.valueSpan;
  const place = placing(entry, document);
  return readRecipients(entry.value).map(({ text, start: from, end: to, kind, target }) => {
    const span = { source, start: start + place(from), end: start + place(to - 1) + 1 };
    return { text, start: from, end: to, kind, target, span };
  });
}

/** From offsets in the value to offsets in the text that it is written as. */
function placing(entry: TableEntry, document: TextDocument): (offset: number) => number {
  if (entry.line === entry.lastLine) return (offset) => offset;
  const offsets = offsetsOf(writtenValue(entry, document), false);
  return (offset) => offsets[offset] ?? offset;
}

/** The value with all that joins its lines. */
export function writtenValue({ valueSpan: { start, end } }: TableEntry, document: TextDocument): string {
  return document.slice(start, end);
}

/** A line that looks like an alias of its own and is indented, or after a backslash. */
const HIDDEN = /(?:\n[ \t]+|\\\n[ \t]*)([^\s:#,"|/@][^\s:,"|@]*)[ \t]*:(?=[ \t]+\S)/g;

/** Lines that look like aliases of their own and are part of the one above, since they are indented, or since it ends in a backslash. */
export function hiddenAliases(
  entry: TableEntry,
  document: TextDocument,
): readonly { readonly name: string; readonly span: Span }[] {
  if (entry.line === entry.lastLine) return [];
  const { source, start } = entry.lineSpan;
  const text = document.slice(start, entry.lineSpan.end);
  return [...text.matchAll(HIDDEN)].map(({ 0: all, 1: name = "", index }) => {
    const from = start + index + (all.startsWith("\n") ? 1 : 2);
    return { name, span: { source, start: from, end: start + index + all.length } };
  });
}
