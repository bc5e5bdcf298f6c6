// Each kind of file that makemap or newaliases compiles, as people write it and as nobody would: the same keys, values, refused lines
// and words as the program, the installed one and four versions.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { MAP_KINDS } from "../../../server/src/kinds/index.ts";
import { corpusFiles, LONG, SEED, safeFolder, VERSIONS } from "../programs.ts";
import { aliasFile } from "./alias-files.ts";
import { compareMaps, toBytes } from "./ask-makemap.ts";
import { pieceOfTable } from "./generators.ts";
import { aliasAccount, NewAliases } from "./newaliases.ts";

/** Generated files of each kind. */
const FILES = LONG ? 1_000 : 10;

const folder = safeFolder();
afterAll(() => folder.dispose());

const hosts = [
  "a.example",
  "A.Example",
  ".a.example",
  "sub.a.example",
  ".",
  "*.a.example",
  "a.example.",
  "[192.0.2.1]",
];
const addresses = ["u@a.example", "U+d@A.example", "u+*@a.example", "@a.example", "+*@a.example", "u", "u@a.example:"];

/** What people write in a kind of file: keys and values, right ones and mistakes. */
const WORDS: Readonly<Record<string, readonly [keys: readonly string[], values: readonly string[]]>> = {
  access: [
    ["Connect:192.0.2", "connect:192.0.2", "To:u@a.example", "192.0.2.0/24", "IPv6:2001:db8:1", ...hosts],
    ["RELAY", "relay # office", "REJECT", "OK", "ERROR:5.7.1:550 no, thanks", "550 no", 'ERROR:"550 x"'],
  ],
  mailertable: [
    hosts,
    [
      "smtp:[b.example]",
      "esmtp: b.example",
      "b.example",
      "error:5.1.2:550 no",
      "smtp:a:b",
      "smtp:[b]:25",
      "local:joe # x",
    ],
  ],
  virtusertable: [
    addresses,
    ["bob", "%1@b.example", "bob, joe", "error:nouser 550 no", "|/bin/prog x", "bob # comment", ":include:/x"],
  ],
  genericstable: [addresses, ["joe@b.example", "joe", "%1@b.example", "a@b, c@d", "Joe <joe@b.example>"]],
  domaintable: [hosts, ["b.example", "B.Example.", "%1.b.example", "smtp:b", "b.example # x"]],
  authinfo: [
    [
      "AuthInfo:a.example",
      "authinfo:A.example",
      "AuthInfo:",
      "AuthInfo:[192.0.2.1]",
      "AuthInfo:a.example:587",
      "a.example",
    ],
    [
      '"U:joe" "P:secret"',
      '"U=am9l" "P=c2VjcmV0"',
      '"U:joe" "P:se cret" "M:PLAIN LOGIN"',
      "U:joe P:secret",
      '"P:#"',
      "“U:joe”",
    ],
  ],
  userdb: [
    ["joe:maildrop", "Joe:Maildrop", "joe:mailname", "joe", "joe:"],
    ["joe@b.example", "a@b,c@d", "|/bin/x", "joe # x"],
  ],
  bitdomain: [
    ["host", "HOST.BITNET", "host.bitnet", "*.x"],
    ["b.example", "b.example.", "b # x"],
  ],
  uudomain: [
    ["host", "HOST.UUCP", "a!b", "*.x"],
    ["b.example", "b!c", "b # x"],
  ],
};

/** A word with what does not belong there: quotes, arguments, bytes beyond ASCII, control characters, a length that fills makemap's buffer. */
function spoiled(words: readonly string[]): fc.Arbitrary<string> {
  const odd = fc.constantFrom(
    ...['"', "'", "%0", "%1", "%9", "%%", "#", ";", "\\", "ü", "É", "\u00a0", "\u0080", "😀"],
    ...["\0", "\u0001", "\u007f", "\r", "\u000b", "x".repeat(1010), "é".repeat(400)],
  );
  return fc
    .tuple(fc.constantFrom(...words), odd, fc.boolean())
    .map(([word, sign, isFirst]) => (isFirst ? sign + word : word.slice(0, 2) + sign + word.slice(2)));
}

function fileOf(kind: string): fc.Arbitrary<string> {
  const [keys = [], values = []] = WORDS[kind] ?? [];
  const entry = fc
    .tuple(
      fc.constantFrom("", "", "", "", " ", "#", "\t"),
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: spoiled(keys) }),
      fc.constantFrom("\t", " ", "\t\t", "  \t", ""),
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values, "") }, { weight: 1, arbitrary: spoiled(values) }),
      fc.constantFrom("", "", "", " ", "\t", "\r"),
    )
    .map((parts) => parts.join(""));
  const line = fc.oneof(
    { weight: 12, arbitrary: entry },
    { weight: 1, arbitrary: pieceOfTable },
    { weight: 1, arbitrary: fc.constantFrom("", "# comment", "#", " ") },
  );
  return fc
    .array(line, { minLength: 5, maxLength: 40, size: "max" })
    .chain((lines) => fc.constantFrom("\n", "\n", "", "\r\n").map((end) => lines.join("\n") + end));
}

describe("maps", () => {
  test("are of kinds that are all asked about", () => {
    expect(Object.keys(WORDS).sort()).toEqual([...MAP_KINDS].sort());
  });

  test.each(MAP_KINDS)("%s: as makemap reads it, in all versions", (kind) => {
    let entries = 0;
    let refused = 0;
    // Each file goes to one program: in turn the installed one and the four versions.
    const versions = [undefined, ...VERSIONS];
    fc.sample(fileOf(kind), { numRuns: FILES, seed: SEED + 10 }).forEach((text, at) => {
      const type = kind === "userdb" ? "btree" : "hash";
      const table = compareMaps(folder, text, { type, version: versions[at % versions.length] });
      entries += table.entryCount;
      refused += table.errors().length;
    });
    console.log(`${kind}: ${FILES} files, ${entries} entries, ${refused} refused lines`);
    expect(Math.min(entries, refused)).toBeGreaterThan(FILES);
  });

  test("the real files, whatever they were written for", () => {
    const files = corpusFiles("other");
    for (const [at, file] of files.entries())
      compareMaps(folder, readFileSync(file, "utf8"), { version: VERSIONS[at % VERSIONS.length] });
    console.log(`makemap of other versions agrees on ${files.length} real files`);
  });
});

/** What the long form found: names whose value begins in the next line, a line whose name comes after a backslash, and one that begins with CR. */
const KEPT = [
  "\\\n  :include:/etc/list\\\n[x]: x\\\na.b:root\r\n\tb: c\n",
  "\r\n\t/var/log/x\\\n/file:\nu: a\n",
  "\r\n\t/f: x\n\r/g:\n\r\n |p:\n\r\n joe@else.example:\nz: z\n",
  ...['k: \n "|/bin/cat -x, y" \\\nb: x\n', "k:\n\tx\nl: \\\n  y\nm: \n \n z\n", "k: \n\t\nl: \n \n\nm: x\n"],
];

describe("aliases", () => {
  test.each(VERSIONS)("as newaliases of %s reads them", (version) => {
    const newaliases = new NewAliases(version);
    const texts = [...KEPT, ...fc.sample(aliasFile, { numRuns: LONG ? 1_000 : 10, seed: SEED + 10 })];
    const isOldAliases = version === "8.15.2";
    let asked = 0;
    const made = newaliases.ask(texts.map(toBytes)).flatMap((answer) => answer.made);
    newaliases.dispose();
    for (const [at, text] of texts.entries()) {
      const ours = aliasAccount(text, isOldAliases);
      if (ours === undefined) continue;
      asked++;
      expect(ours, JSON.stringify(text)).toEqual(made[at]);
    }
    console.log(`newaliases of ${version} agrees on ${asked} of ${texts.length} files`);
    expect(asked).toBeGreaterThan(texts.length / 2);
  });
});
