// Table files as nobody would write them: everything that makemap and sendmail treat in a way of their own.
import fc from "fast-check";

const blanks = fc.constantFrom(" ", "\t", "  ", " \t", "\u000b", "\f", "\r");
const keyText = fc.oneof(
  fc.constantFrom(
    "a",
    "A",
    "b.example",
    "B.Example",
    "Connect:192.0.2",
    "connect:192.0.2",
    "IPv6:2001:db8:1",
    "To:u@",
    "@",
    ":",
    "\\",
    '"q',
    "x#y",
    "é",
    "É",
    "İ",
    "\u00a0n",
    "K\u0001",
  ),
  fc.string({ minLength: 1, maxLength: 6 }).map((text) => text.replace(/[\s\0\ufeff]/g, "_")),
);
const valueText = fc.oneof(
  fc.constantFrom(
    "RELAY",
    "REJECT",
    "550 no",
    "ERROR:5.7.1:550 a b",
    "RELAY # x",
    "x\ry",
    "v\u000bw",
    "é ",
    '"q r"',
    "a\\",
    "\u00a0",
    "😀",
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\n\0]/g, "_")),
);
const ordinary = fc
  .tuple(keyText, blanks, valueText, fc.constantFrom("", "", " ", "\t", "\r"))
  .map((parts) => parts.join(""));
const odd = fc.oneof(
  fc.constantFrom(
    "",
    "",
    "#",
    "# comment",
    " # x",
    "\r",
    " ",
    "\t",
    "\u000b",
    "key",
    "key ",
    "key\r",
    "key \u000b",
    "key\0 v",
    "\0",
    "k v\0w",
    "#\0",
    " lead v",
  ),
  fc.tuple(blanks, keyText, blanks, valueText).map((parts) => parts.join("")),
  keyText,
);
/** Lengths around the buffers of makemap (1024) and of the class reader (2048), and their multiples. */
const length = fc.oneof(
  fc.integer({ min: 1018, max: 1028 }),
  fc.integer({ min: 2042, max: 2052 }),
  fc.integer({ min: 3066, max: 3076 }),
  fc.integer({ min: 300, max: 5000 }),
);
const long = fc
  .tuple(
    fc.constantFrom("", "#", "k ", "key v", " "),
    length,
    fc.constantFrom("", " ", "#t u", " key val", "key val", "\0", "\r"),
    fc.constantFrom("z", "z", "z y "),
  )
  .map(([head, size, tail, filler]) => head + filler.repeat(size).slice(0, Math.max(0, size - head.length)) + tail);

const line = fc.oneof(
  { weight: 10, arbitrary: ordinary },
  { weight: 4, arbitrary: odd },
  { weight: 1, arbitrary: long },
);

function text(lines: fc.Arbitrary<string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(lines, fc.constantFrom("\n", "\n", "\n", "\r\n"), fc.boolean())
    .map(([list, newline, closed]) => list.join(newline) + (closed && list.length > 0 ? newline : ""));
}

/** A whole file of up to 40 lines; its last line may lack the line end, its lines may end in CRLF. */
export const tableText = text(fc.array(line, { maxLength: 40, size: "max" }));

/** A few lines, to be put together or typed in. */
export const pieceOfTable = text(fc.array(line, { maxLength: 8 }));
