// Odd lines of a .cf, each with what is asked about it in address test mode; the lines themselves are in odd-lines.txt.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { OddSession } from "./odd-sessions.ts";

/** Files that maps and classes of these lines name, by their names in the folder. */
export const ODD_FILES: Readonly<Record<string, string>> = {
  "text.txt": "joe jane\na:b\nkey\tval\n# c\nexample.org RELAY\n",
  th: "joe\tjane\nkey val\n",
  "file.cls": "foo\nbar baz\n  spaced\n# comment\n\nx#y\n@z\nkey:v1\n",
};

const HEAD = "V10/Berkeley\nO OperatorChars=.:%@!^/[]+\nO DontProbeInterfaces=true\n";
const LOCAL = "Mlocal, P=/bin/true, F=lsDFMAw5:/|@qSPfhn9, S=0, R=0, A=true $u\n";
const RULES = "\nS0\nR$*\t$#local $: $1\nSx\nR$*\t$: <$1>";

interface Kind {
  /** The .cf with the line in it. */
  readonly cf: (line: string) => string;
  readonly ask: readonly string[];
}

const names = ["x", "foo", "9", "bar", "98", "3", "FOO", "y", "10", "4", "0", "1a", "200", "-1", "999", "$x", "x,foo"];

const KINDS: Readonly<Record<string, Kind>> = {
  right: {
    cf: (right) => `Dxval\nKk text -m /nosuch/file\nSx\nR$*\t${right}\nSy\nR$*\t$@ y $1`,
    ask: ["=S x", "x joe@example.org", "x"],
  },
  left: {
    cf: (left) => `Dxval\nCx a b val\nSx\nR${left}\t$@ ok`,
    ask: ["=S x", "x joe@example.org", "x a", "x", "x val", 'x "a b"'],
  },
  rule: { cf: (line) => `Sx\n${line}`, ask: ["=S x", "x joe@example.org", "x a", "x a b"] },
  map: {
    cf: (line) => `${line}\nSx\nR$*\t$: $(x $1 $: none $)`,
    ask: ["/map x joe", "x joe", "/map x KEY", "x key", "x a", "/map y joe", 'x "joe"', 'x "a b"', "x a b"],
  },
  class: {
    cf: (line) => `${line}\nSx\nR$=x\t$@ yes\nR$*\t$@ no`,
    ask: ["=S x", "$=x", "$={x}", "$=w", "x foo", "x a", "x a b"],
  },
  macro: {
    cf: (line) => `${line}\nSx\nR$*\t$: <$x> <$&x> $1`,
    ask: [
      "=S x",
      "=M",
      "$x",
      "${x}",
      "x a b",
      "$m",
      "$n",
      "$y",
      "$&x",
      "$\xe9",
      "${xy}",
      "$0",
      "$=",
      "$",
      "${x",
      "$ x",
    ],
  },
  ruleset: {
    cf: (line) => `${line}\nR$*\t$@ got $1`,
    ask: names.flatMap((name) => [`=S ${name}`, `${name} a`]),
  },
  mailer: {
    cf: (line) => LOCAL + line + RULES,
    ask: ["=M", "/try m joe@b.c", "/parse joe@b.c", "/parse |x", "/parse /x"],
  },
  option: { cf: (line) => LOCAL + line + RULES, ask: ["=M", "x a", "$j", "/parse a.b@c"] },
  other: {
    cf: (line) => LOCAL + line + RULES,
    ask: ["=M", "=S x", "$x", "$y", "$=x", "x a", "$=t", "/parse a@b.c", "/parse joe", "$v", "$Z"],
  },
};

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\" };

function unescaped(text: string): string {
  return text.replace(/\\(?:x([\da-f]{2})|(.))/g, (_, hex?: string, letter?: string) =>
    hex === undefined ? (ESCAPES[letter ?? ""] ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** All of them, for a folder that has `ODD_FILES`. */
export function oddLines(folder: string): readonly OddSession[] {
  const text = readFileSync(path.join(import.meta.dirname, "odd-lines.txt"), "latin1");
  const sessions: OddSession[] = [];
  let kind: Kind | undefined;
  for (const line of text.split("\n").slice(1)) {
    if (line.startsWith("== ")) kind = KINDS[line.slice(3)];
    else if (line !== "" && kind !== undefined)
      sessions.push({
        cf: `${HEAD}${kind.cf(unescaped(line).replaceAll("@D@", folder))}\n`,
        input: kind.ask.map((asked) => `${asked}\n`).join(""),
      });
  }
  return sessions;
}
