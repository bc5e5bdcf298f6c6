// A server's tables, each in the style of some administrator: what is aligned how, which comments are where, and which lines there are.
import fc from "fast-check";
import { ALWAYS, LINES, type Line, MC } from "./lines.ts";

/** How somebody writes a file. */
interface Style {
  readonly head: readonly string[];
  /** Puts white space between key and value; `width` is that of the longest key. */
  readonly between: (key: string, width: number) => string;
  /** Comments that stand before some lines. */
  readonly sections: readonly string[];
  readonly hasBlankLines: boolean;
  readonly hasLastNewline: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  head: fc.constantFrom<readonly string[]>(
    [],
    ["# $Id: access,v 1.14 2009/03/11 09:12:44 root Exp $", ""],
    ["#", "# Managed by hand. Run make after a change!", "#", ""],
    ["##########################", "##  Größe & Übersicht   ##", "##########################"],
    ["# Zuletzt geändert: 3.4.2019 (müller) – bitte nicht löschen"],
    ["#\t-*- mode: text -*-", "# see cf/README", ""],
    ["", ""],
  ),
  between: fc.constantFrom(
    () => "\t",
    () => " ",
    () => "\t\t\t",
    (key: string, width: number) => " ".repeat(width - key.length + 2),
    (key: string, width: number) => "\t".repeat(Math.max(1, Math.ceil((width + 1 - key.length) / 8))),
  ),
  sections: fc.subarray([
    "# ---- customers ----",
    "#",
    "# added for ticket #4711, ask Jürgen",
    "# old:\tnothing.example\tREJECT",
    "#nothing.example REJECT",
    "#### 2016-11-02 ####",
    "# 東京 office",
  ]),
  hasBlankLines: fc.boolean(),
  hasLastNewline: fc.boolean(),
});

const isPair = (line: Line): line is readonly [string, string] => typeof line !== "string";

/** One line as it is written. */
function written(kind: string, line: Line, { between }: Style, width: number): string {
  if (!isPair(line)) return line;
  const [key, value] = line;
  return kind === "aliases" ? `${key}:${between(key, width)}${value}` : `${key}${between(key, width)}${value}`;
}

/** A file of a kind: what is always in it, some of the other lines, and comments between them. */
function fileOf(kind: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      style,
      fc.subarray([...(LINES[kind] ?? [])], { minLength: Math.min(2, LINES[kind]?.length ?? 0) }),
      fc.array(fc.nat(30), { maxLength: 4 }),
    )
    .map(([own, some, places]) => {
      const lines = [...(ALWAYS[kind] ?? []), ...some];
      const width = Math.max(...lines.map((line) => (isPair(line) ? line[0].length : 0)));
      const text = lines.map((line) => written(kind, line, own, width));
      for (const [nth, at] of places.entries()) {
        const comment = own.sections[nth % Math.max(1, own.sections.length)];
        if (comment !== undefined) text.splice(at % text.length, 0, ...(own.hasBlankLines ? ["", comment] : [comment]));
      }
      return [...own.head, ...text].join("\n") + (own.hasLastNewline ? "\n" : "");
    });
}

/** The lists that aliases include. */
const LISTS = { "lists/chess": "joe\nann\nbob@partner.example\n", "lists/staff": "# all of us\njoe\nann\n" };

/** All files of a server, by their names in /etc/mail. */
export const serverFiles: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .record(Object.fromEntries(Object.keys(LINES).map((kind) => [kind, fileOf(kind)])))
  .map((files) => ({ "sendmail.mc": MC, ...LISTS, ...files }));

/** A file that is sane: all lines of its kind. */
export function wholeFile(kind: string): string {
  return [...(ALWAYS[kind] ?? []), ...(LINES[kind] ?? [])]
    .map((line) => `${isPair(line) ? `${line[0]}${kind === "aliases" ? ":" : ""}\t${line[1]}` : line}\n`)
    .join("");
}
