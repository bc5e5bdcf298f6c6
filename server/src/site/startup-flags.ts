// What the files that start sendmail's daemon give it on its command line: options override those of its configuration.
import { OPTIONS } from "../cf/options/table.ts";
import type { Span, TextDocument } from "../text.ts";
import { baseName } from "./paths.ts";

/** One thing that a startup file has sendmail do. */
export type StartupFlag =
  | {
      readonly kind: "option";
      /** As a .cf names it: `LogLevel`. */
      readonly name: string;
      readonly value: string;
      readonly file: string;
      readonly span: Span;
    }
  /** Another configuration than the usual one. */
  | { readonly kind: "config"; readonly path: string; readonly file: string; readonly span: Span };

/** Variables whose value is words of the daemon's command line: Red Hat, SUSE, FreeBSD, Debian; and a line of a systemd unit. */
const VARIABLES: ReadonlySet<string> = new Set([
  "SENDMAIL_OPTS",
  "SENDMAIL_OPTARG",
  "SENDMAIL_ARGS",
  "sendmail_flags",
  "DAEMON_PARMS",
  "MISC_PARMS",
  "ExecStart",
]);

/** `NAME=value`, with or without quotes; `export` before it. */
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]+)=("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\r\n]*)/gm;

/** Flags that take the next word where nothing is joined to them (getopt's list in main.c). */
const TAKES_WORD = /^-[AbBCDdfFhLMNOopRrVXx]$/;

/** What the startup files say, in order: of a variable that is set again the last value counts, of options the last one too. */
export function startupFlags(documents: Iterable<readonly [string, TextDocument]>): readonly StartupFlag[] {
  const values = new Map<string, { readonly document: TextDocument; readonly start: number; readonly text: string }>();
  for (const [, document] of documents)
    for (const { 0: all, 1: name = "", 2: raw = "", index } of document.getText().matchAll(ASSIGNMENT)) {
      if (!VARIABLES.has(name)) continue;
      const quoted = /^(["']).*\1$/s.test(raw) && name !== "ExecStart";
      const bare = name === "ExecStart" ? raw : (/^[^\s;#]*/.exec(raw)?.[0] ?? "");
      const text = quoted ? raw.slice(1, -1) : bare;
      // `ExecStart=` alone takes the line of the unit back.
      values.set(name, { document, start: index + all.length - raw.length + (quoted ? 1 : 0), text });
    }
  return [...values.values()].flatMap(({ document, start, text }) => flagsIn(document, start, text));
}

function flagsIn(document: TextDocument, start: number, text: string): readonly StartupFlag[] {
  const found: StartupFlag[] = [];
  const words = [...text.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g)];
  for (let n = 0; n < words.length; n++) {
    const first = words[n];
    if (first === undefined) break;
    const flag = unquoted(first[0]);
    const takesNext = TAKES_WORD.test(flag);
    const last = takesNext ? (words[++n] ?? first) : first;
    const given = takesNext ? unquoted(words[n]?.[0] ?? "") : flag.slice(2);
    const span = { source: document.uri, start: start + first.index, end: start + last.index + last[0].length };
    const file = baseName(document.uri);
    const letter = flag.slice(0, 2);
    if (letter === "-C") found.push({ kind: "config", path: given, file, span });
    const option = letter === "-O" ? longOption(given) : letter === "-o" ? shortOption(given) : undefined;
    if (option !== undefined) found.push({ kind: "option", ...option, file, span });
  }
  return found;
}

function unquoted(word: string): string {
  return word.replace(/["']|\\(?=.)/g, "");
}

/** `Name=value`; as in a .cf, case does not matter, and a beginning that only one name has is enough. */
function longOption(given: string): { readonly name: string; readonly value: string } | undefined {
  const [, written = "", value = ""] = /^\s*([\w-]+)\s*=?\s*(.*?)\s*$/s.exec(given) ?? [];
  const wanted = written.toLowerCase();
  const names = OPTIONS.map(({ name }) => name);
  const beginning = names.filter((one) => one.toLowerCase().startsWith(wanted));
  const exact = beginning.find((one) => one.length === wanted.length);
  const name = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  return wanted === "" || name === undefined ? undefined : { name, value };
}

/** `L9`: the letter of an option, then its value. */
function shortOption(given: string): { readonly name: string; readonly value: string } | undefined {
  const option = OPTIONS.find(({ code }) => code === given.charCodeAt(0));
  return option === undefined ? undefined : { name: option.name, value: given.slice(1).trim() };
}
