// Makes m4 programs at random: mostly sensible, with enough nonsense in them.
import fc from "fast-check";
import { INCLUDED } from "./gnu.ts";

/** Builtins and how many arguments make sense. Those that run programs or print what differs from run to run are left out. */
const BUILTINS: readonly (readonly [string, number, number])[] = [
  ["define", 1, 2],
  ["pushdef", 1, 2],
  ["popdef", 1, 2],
  ["undefine", 1, 2],
  ["defn", 1, 2],
  ["indir", 1, 3],
  ["builtin", 1, 3],
  ["ifdef", 2, 3],
  ["ifelse", 3, 8],
  ["shift", 1, 4],
  ["len", 1, 1],
  ["index", 2, 2],
  ["substr", 2, 3],
  ["translit", 2, 3],
  ["regexp", 2, 3],
  ["patsubst", 2, 3],
  ["format", 1, 4],
  ["incr", 1, 1],
  ["decr", 1, 1],
  ["eval", 1, 3],
  ["divert", 0, 1],
  ["undivert", 0, 2],
  ["divnum", 0, 0],
  ["dnl", 0, 0],
  ["include", 1, 1],
  ["sinclude", 1, 1],
  ["m4wrap", 1, 2],
  ["errprint", 1, 2],
  ["dumpdef", 1, 2],
  ["traceon", 1, 2],
  ["traceoff", 0, 2],
  ["debugmode", 0, 1],
  ["changequote", 0, 2],
  ["changecom", 0, 2],
  ["__file__", 0, 0],
  ["__line__", 0, 0],
];

/** Macros that programs define and call. */
const NAMES = ["foo", "bar", "x", "y1", "_z", "fo", "o"];

const word = fc.constantFrom(...NAMES, "abc", "foobar", "A1", "len", "divnum", "a b", "define", "");
const delimiter = fc.constantFrom("`", "'", "[", "]", "<<", ">>", "#", "/*", "*/", "\n", "a", "(", "{-", "-}", "", "x");
const plain = fc.constantFrom(
  " ",
  "\n",
  "\t",
  "a",
  "1",
  "-3",
  "text",
  ".",
  ";",
  '"',
  "$1",
  "$2",
  "$@",
  "$*",
  "$#",
  "$",
  "$10",
  "[",
  "]",
  "<<",
  ">>",
  "/*",
  "*/",
  "-",
  "\xe9",
  "\v",
);
const nonsense = fc.constantFrom("`", "'", "(", ")", ",", "#", "\0", "# ", "#x\n", "((", "''", "``");
const template = fc.constantFrom(
  "$1",
  "<$1|$2>",
  "$@",
  "$*",
  "$#",
  "$1`'$2",
  "foo($1)",
  "`$1'",
  "ifelse($#, 0, none, $1)",
  "shift($@)",
  "len(`$*')",
  "$3$11x",
);
const pattern = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("a", "b", "c", ".", "x") },
      { weight: 5, arbitrary: fc.constantFrom("*", "+", "?", "\\(", "\\)", "\\|", "a*", "b+") },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "^",
          "$",
          "[ab]",
          "[^a]",
          "[a-c]",
          "\\w",
          "\\W",
          "\\s",
          "\\b",
          "\\B",
          "\\<",
          "\\>",
          "\\`",
          "\\'",
          "\\1",
          "\\2",
          "[]a]",
          "[a-]",
          "[",
          "]",
          "\\",
          "{",
          "\\{",
          "|",
          "\\+",
          "\\?",
          "[[:a:]]",
          "[a-c-e]",
          "[^]x]",
          "[z-a]",
        ),
      },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
const GROUPS = [
  "\\(a*\\)*",
  "\\(a*c?\\)*y?",
  "\\(c*\\|a*\\)*",
  "\\(\\(a*\\)\\(b*\\)\\)+",

  "\\(a\\|b\\)*",
  "\\(ab\\|a\\)\\(c\\|bcd\\)?",
  "\\(a\\)\\|b",
  "\\(x*\\)\\1",
  "\\(a?\\)*b",
  "\\(a\\|ab\\)+",
  "\\(\\(a\\)\\|b\\)*",
];
const group = fc.constantFrom(...GROUPS);
const regex = fc
  .oneof(
    { weight: 4, arbitrary: pattern },
    { weight: 1, arbitrary: fc.tuple(pattern, group).map((p) => p.join("")) },
    { weight: 1, arbitrary: group },
  )
  // See corners.ts for what is left out here: references to a group, and groups that are repeated and can match nothing.
  .filter((text) => !/\\[1-9]/.test(text) || !/\\\(.*(?:[*?|^$bB<>`']|\\\)).*\\\)[*+?]/.test(text));
const victim = fc
  .array(fc.constantFrom("a", "b", "c", "ab", "x", " ", "\n", "d", "aa", "-", "_"), { maxLength: 10 })
  .map((parts) => parts.join(""));
const replacement = fc.constantFrom("[\\&]", "<\\1>", "\\1\\2", "\\0", "", "-", "\\", "\\n", "\\3", "[\\1|\\2|\\3]");
const number = fc.oneof(
  fc.integer({ min: -10, max: 40 }).map(String),
  fc.constantFrom(
    "",
    " 1",
    "1 ",
    "x",
    "+2",
    "0x1f",
    "010",
    "2147483647",
    "-2147483648",
    "4294967296",
    "99999999999",
    "99999999999999999999",
    "-",
    "1e3",
    "1.5",
    "0.1",
    "inf",
  ),
);
const expression = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom("1", "2", "0", "7", "-3", "0x1F", "0b11", "010", "0r3:12", "2147483647", "(1+2)"),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          "+",
          "-",
          "*",
          "/",
          "%",
          "**",
          "<",
          "<=",
          ">",
          ">=",
          "==",
          "!=",
          "&&",
          "||",
          "&",
          "|",
          "^",
          "<<",
          ">>",
          "~",
          "!",
          "(",
          ")",
          "=",
          " ",
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom("a", "1++", "+=", "08", "0x", "0r37:1", "?", "9 9", "0b2", "0R36:z", "0r1:11"),
      },
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(""));
const conversion = fc
  .tuple(
    fc.constantFrom("", "-", "0", "+", " ", "#", "'", "-0", "#0", "+-"),
    fc.constantFrom("", "1", "5", "12", "*", "03"),
    fc.constantFrom("", "", ".", ".0", ".3", ".*", ".10"),
    fc.constantFrom("", "", "", "l", "h", "hh", "ll"),
    fc.constantFrom("d", "i", "o", "u", "x", "X", "c", "s", "e", "E", "f", "F", "g", "G", "a", "A", "%", "z", ""),
  )
  .map((parts) => `%${parts.join("")}`);
const formatText = fc
  .array(fc.oneof(conversion, fc.constantFrom("a", "|", "%%", " ")), { maxLength: 3 })
  .map((parts) => parts.join(""));
const files = fc.constantFrom(...Object.keys(INCLUDED), "nosuch", "");
const mode = fc.constantFrom(
  "",
  "a",
  "e",
  "q",
  "aeq",
  "+a",
  "-e",
  "f",
  "l",
  "t",
  "x",
  "c",
  "zz",
  "+",
  "-q",
  "aeqflx",
  "-t",
);
const diversion = fc.constantFrom("-1", "0", "1", "2", "3", "10", "", "x", " 1", "one");

function quoted(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return text.map((inside) => `\`${inside}'`);
}

/** Arguments that fit a builtin, so that its inside is reached often. */
const FITTING: Readonly<Record<string, readonly fc.Arbitrary<string>[]>> = {
  define: [quoted(word), quoted(template)],
  pushdef: [quoted(word), quoted(template)],
  regexp: [quoted(victim), quoted(regex), quoted(replacement)],
  patsubst: [quoted(victim), quoted(regex), quoted(replacement)],
  eval: [quoted(expression), number, number],
  format: [quoted(formatText), number, quoted(number), word],
  incr: [number],
  decr: [number],
  substr: [quoted(victim), number, number],
  translit: [
    quoted(victim),
    fc.constantFrom("abc", "a-c", "c-a", "-a", "a-", "ab-", "a-c-b"),
    fc.constantFrom("xyz", "A-Z", "", "x", "z-a", "-"),
  ],
  include: [files],
  sinclude: [files],
  undivert: [fc.oneof(diversion, files), diversion],
  divert: [diversion],
  debugmode: [mode],
  changequote: [delimiter, delimiter],
  changecom: [delimiter, delimiter],
  index: [quoted(victim), fc.constantFrom("a", "b", "ab", "", "`'")],
};

const { item, call } = fc.letrec<{ item: string; call: string; argument: string; builtinCall: string }>((tie) => ({
  argument: fc.oneof(
    { weight: 3, arbitrary: quoted(word) },
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: quoted(template) },
    { weight: 2, arbitrary: number },
    { weight: 2, arbitrary: plain },
    { weight: 1, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.constantFrom("defn(`len')", "defn(`define')", "defn(`foo')", "(a, b)") },
    { weight: 2, arbitrary: tie("call") },
    { weight: 1, arbitrary: fc.array(tie("item"), { maxLength: 3 }).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: quoted(fc.array(tie("item"), { maxLength: 3 }).map((parts) => parts.join(""))) },
  ),
  builtinCall: fc.constantFrom(...BUILTINS).chain(([name, least, most]) =>
    fc.integer({ min: 0, max: 9 }).chain((dice) => {
      const fitting = FITTING[name];
      const args =
        fitting !== undefined && dice < 6
          ? fc
              .integer({ min: Math.min(least, fitting.length), max: fitting.length })
              .chain((n) => fc.tuple(...fitting.slice(0, n)))
          : fc.array(tie("argument"), dice === 9 ? { maxLength: 5 } : { minLength: least, maxLength: most });
      return args.map((list) =>
        list.length === 0 && dice % 2 === 0 ? name : `${name}(${list.join(dice % 3 === 0 ? ", " : ",")})`,
      );
    }),
  ),
  call: fc.oneof(
    { weight: 60, arbitrary: tie("builtinCall") },
    { weight: 1, arbitrary: fc.constantFrom("m4exit", "m4exit(3)", "m4exit(300)", "m4exit(x)") },
    {
      weight: 40,
      arbitrary: fc
        .tuple(fc.constantFrom(...NAMES), fc.array(tie("argument"), { maxLength: 3 }), fc.boolean())
        .map(([name, args, bare]) => (bare && args.length === 0 ? name : `${name}(${args.join(",")})`)),
    },
  ),
  item: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: plain },
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: quoted(word) },
    { weight: 6, arbitrary: tie("call") },
  ),
}));

/** Definitions at the beginning, so that the names used later mean something. */
const definitions = fc.array(
  fc
    .tuple(fc.constantFrom("define", "define", "pushdef"), fc.constantFrom(...NAMES), template)
    .map(([how, name, body]) => `${how}(\`${name}', \`${body}')`),
  { maxLength: 4, size: "max" },
);

/** A program: some definitions, then up to thirty pieces, few of them nonsense. */
export const programs: fc.Arbitrary<string> = fc
  .tuple(
    definitions,
    fc.array(
      fc.oneof(
        { weight: 60, arbitrary: item },
        { weight: 20, arbitrary: call },
        { weight: 9, arbitrary: fc.constant("\n") },
        { weight: 1, arbitrary: nonsense },
      ),
      { minLength: 1, maxLength: 30, size: "max" },
    ),
  )
  .map(([first, rest]) => first.concat(rest).join(""));

/** One call of `regexp` or `patsubst`: so short that many fit in one program. */
export const regexPrograms: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("regexp", "patsubst"), quoted(victim), quoted(regex), quoted(replacement))
  .map(([name, ...args]) => `${name}(${args.join(",")})`);
