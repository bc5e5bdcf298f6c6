// What a lookup in a map comes to, and what all kinds of maps share: flags, and `%1` in values.
import type { Span } from "../../../text.ts";
import type { CfMap } from "../../types.ts";

/** Exit codes (sysexits.h, and sendmail's own for "not found"). */
export const EX = {
  ok: 0,
  usage: 64,
  dataError: 65,
  noInput: 66,
  noUser: 67,
  noHost: 68,
  unavailable: 69,
  software: 70,
  osError: 71,
  osFile: 72,
  tempFail: 75,
  protocol: 76,
  config: 78,
} as const;

/** sendmail's "not found" is EX_NOHOST. */
export const NOT_FOUND = EX.noHost;

export interface Answer {
  /** Undefined: nothing found. */
  readonly value: string | undefined;
  readonly status: number;
  /** The line that answered. */
  readonly span?: Span | undefined;
  /** What the map made of the key where it found nothing; undefined: the key as it was. */
  readonly leaves?: string | undefined;
}

/** Nothing found; the status is what sendmail leaves it at. */
export const NOTHING: Answer = { value: undefined, status: EX.ok };

/** The flags of a `K` line. */
export interface MapFlags {
  /** `-a`: added to what is found. */
  readonly append: string | undefined;
  /** `-T`: added to the key where the lookup fails for now. */
  readonly tempAppend: string | undefined;
  /** `-m`: gives the key, not the value. */
  readonly matchOnly: boolean;
  /** `-f`: case counts. */
  readonly exact: boolean;
  /** `-q`: quotes stay in the key. */
  readonly keepQuotes: boolean;
  /** `-o`: the file may be missing. */
  readonly optional: boolean;
  /** `-D`: no lookup with delivery mode "defer". */
  readonly defer: boolean;
  /** `-t`: a failure for now is not one for the address. */
  readonly noDefer: boolean;
  /** `-N` and `-O`: keys with, and only without, a NUL. */
  readonly withNull: boolean;
  readonly withoutNull: boolean;
  /** `-S` (`-s` for dequote): what stands for a space in the key; undefined: not set. */
  readonly blank: string | undefined;
  readonly keyColumn: string | undefined;
  readonly valueColumn: string | undefined;
  /** `-z`; undefined: white space. */
  readonly delimiter: string | undefined;
}

export function flagsOf(map: CfMap): MapFlags {
  const value = (letter: string): string | undefined => map.flags.findLast((flag) => flag.letter === letter)?.value;
  const has = (letter: string): boolean => value(letter) !== undefined;
  const blankLetter = BARE.has(map.type) && has("s") ? "s" : "S";
  return {
    append: value("a"),
    tempAppend: value("T"),
    matchOnly: has("m"),
    exact: has("f"),
    keepQuotes: has("q") || map.type === "dequote",
    optional: has("o"),
    defer: has("D"),
    noDefer: has("t"),
    withNull: has("N"),
    withoutNull: has("O"),
    blank: map.type === "dns" ? undefined : value(blankLetter)?.charAt(0),
    keyColumn: value("k"),
    valueColumn: value("v"),
    delimiter: delimiter(value("z")),
  };
}

/** Types to which `-s` is another `-S`. */
const BARE: ReadonlySet<string> = new Set(["dequote", "macro", "arith", "arpa"]);

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t" };

function delimiter(written: string | undefined): string | undefined {
  if (written === undefined || written === "") return undefined;
  return written.startsWith("\\") ? (ESCAPED[written.charAt(1)] ?? "\\") : written.charAt(0);
}

/** What is found, as the rule gets it: `%0` to `%9` replaced by key and arguments, `-a` added. `args` undefined: taken as it is. */
export function rewriteValue(text: string, args: readonly string[] | undefined, { append = "" }: MapFlags): string {
  if (args === undefined || !text.includes("%")) return text + append;
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char !== "%") {
      out += char;
      continue;
    }
    const next = text.charAt(++i);
    if (next === "" || next === "%") out += "%";
    else if (/[0-9]/.test(next)) out += args[Number(next)] ?? "";
    else out += `%${next}`;
  }
  return out + append;
}

/** As `rewriteValue`, or the key where the map has `-m`. */
export function found(key: string, value: string, args: readonly string[], flags: MapFlags, span?: Span): Answer {
  return {
    value: flags.matchOnly ? rewriteValue(key, undefined, flags) : rewriteValue(value, args, flags),
    status: EX.ok,
    span,
  };
}
