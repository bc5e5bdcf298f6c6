// Generated aliases files: entries, refused lines, continuations and names that are not local.
import fc from "fast-check";

const key = fc.constantFrom(
  "a",
  "b",
  "B",
  "postmaster",
  "Root",
  "owner-list",
  "u+x",
  "u+*",
  "a.b",
  "*",
  "x-y_z",
  "l'un",
);
const oddKey = fc.constantFrom(
  "u@else.example",
  "r@local.example",
  "@d.example",
  "/file",
  "|prog",
  "\\esc",
  "a;b",
  "$x",
  "[x]",
  "bob root",
  "a  B",
  '"joe"',
  '"joe smith"',
  "joe (the boss)",
  "<joe>",
  "Joe Smith <joe@local.example>",
  "joe @ local.example",
  "r@LOCAL.example.",
  "r%local.example",
  "local.example!r",
  "u%else.example",
  "joe;",
);
const value = fc.constantFrom(
  "root",
  "bob, alice",
  "\\back",
  '"|/bin/cat -x, y"',
  "/var/log/x",
  ":include:/etc/list",
  "u@else.example",
  "a b",
  "a # b",
  '"quoted: x", y',
  "x\\",
  "x\\\\",
  "é",
  "|prog",
  "b: c",
  '"open, c',
  "(open, c",
  "\u0001x",
  "ü@é.example",
  "\u00a0",
  "%1",
  "x\ry",
  "y".repeat(1030),
);
const join = fc.constantFrom(" ", "\t", "", "  ", "\r", "\\");
const line = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(key, fc.constantFrom(":", ": ", ":\t", " : "), value, join).map((all) => all.join("")),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(oddKey, fc.constantFrom(": ", ":", " : "), fc.oneof(value, fc.constant("")))
      .map((all) => all.join("")),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(" ", "\t", "  "), value, fc.constantFrom("", ",", "\\", " \\"))
      .map((all) => all.join("")),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "",
      "# x",
      "#",
      " ",
      "\t",
      "#x\\",
      "\\",
      "nocolon",
      "k:",
      "k: ",
      "k: \\",
      "bob root",
      "\r",
      "a\\",
      "a: x\0y",
      "#\0",
      " y\0: z",
    ),
  },
);
/** Around the size of newaliases' buffer. After such a line it counts lines wrongly, and where one that goes on fills the buffer exactly it never ends: so it is the last one. */
const longLine = fc
  .tuple(
    fc.constantFrom("long: ", "# ", " ", "nocolon"),
    fc.integer({ min: 8180, max: 8200 }),
    fc.constantFrom("x", "é"),
  )
  .map(([head, size, filler]) => head + filler.repeat(Math.floor((size - head.length) / Buffer.byteLength(filler))));
const ending = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: longLine.map((long) => ["z: z", long]) },
);
/** A file: names, odd names, lines that go on, refused lines, at the end perhaps one that is too long. */
export const aliasFile = fc
  .tuple(fc.array(line, { maxLength: 30, size: "max" }), ending, fc.boolean())
  .map(([all, end, isClosed]) => [...all, ...end].join("\n") + (isClosed && all.length > 0 ? "\n" : ""));
