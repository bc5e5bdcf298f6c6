// What people get wrong in a call of a macro, whatever the macro is.
import type { ValueType } from "../../../server/src/catalog/index.ts";
import type { Call } from "./signature-calls.ts";

/** One way to write a call. */
export interface Mistake {
  readonly kind: string;
  /** What is written in the place of the call's line. */
  readonly text: string;
  /**
   * `loses`: something is written that sendmail never gets to know, so that something is to say even where the .cf stays as it was;
   * `either`: where the .cf stays as it was, it may be said or not.
   */
  readonly expects?: "loses" | "either";
}

const quoted = (arg: string) => `\`${arg}'`;
const written = (name: string, args: readonly string[]) => `${name}(${args.join(", ")})`;

/** The correct line. */
export function lineOf({ name, args }: Call): string {
  return `${written(name, args.map(quoted))}dnl`;
}

const PAIRS = ["''", '""', "‘’", "“”", "´´", "``", "´'", "`´", "``''"];

/** Macros whose own text ends in a dnl. */
const ENDS_LINE = /_(?:DOMAIN|USER|EXCEPTION|EQUIVALENT|MECH)(?:_FILE)?$/;

/** True for arguments that sendmail hands on as they are, signs and spaces included. */
const isFree = (type: ValueType | undefined) => type === undefined || type === "text" || type === "template";

/** A second value of the type, where one is wanted. */
const SECOND: Readonly<Partial<Record<ValueType, string>>> = {
  domain: "second.example",
  host: "second.example",
  path: "/etc/mail/second",
  number: "7",
  name: "second",
  user: "second",
  map: "hash /etc/mail/second",
  time: "7d",
  size: "7000",
  words: "second.example",
};

/** A name with a letter out, one doubled, two exchanged, another at its end. */
function misspelt(name: string): readonly string[] {
  const at = Math.floor(name.length / 2);
  const [a = "", b = ""] = [name.charAt(at), name.charAt(at + 1)];
  return [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + a + name.slice(at),
    ...(a === b ? [] : [name.slice(0, at) + b + a + name.slice(at + 2)]),
    name.slice(0, -1) + (name === name.toUpperCase() ? "X" : "x"),
  ];
}

/** Singular for plural, and the other way round. */
function renumbered(name: string): string {
  const plural = name === name.toUpperCase() ? "S" : "s";
  return name.endsWith(plural) ? name.slice(0, -1) : name + plural;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
const other = (name: string) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase());
/** A dash, a space or nothing for the first `_`. */
const unscored = (name: string) => (name.includes("_") ? ["-", " ", ""].map((sign) => name.replace("_", sign)) : []);

/** All mistakes in one call. */
export function mistakesIn(call: Call): readonly Mistake[] {
  const { name, args, most, types } = call;
  const all = args.map(quoted);
  const list = all.join(", ");
  const found: Mistake[] = [];
  const add = (kind: string, ...texts: readonly string[]) => {
    for (const text of texts) found.push({ kind, text });
  };
  const lose = (kind: string, ...texts: readonly string[]) => {
    for (const text of texts) found.push({ kind, text, expects: "loses" });
  };
  const may = (kind: string, ...texts: readonly string[]) => {
    for (const text of texts) found.push({ kind, text, expects: "either" });
  };
  const withArgument = (at: number, arg: string) => written(name, all.with(at, arg));
  const numbered = [...args.entries()].filter(([, arg]) => arg !== "");
  const first = args[0] ?? "";

  add("no argument", name, `${name}dnl`, `${name} dnl`, `${name}()dnl`, `${name}(\`')dnl`);
  if (args.length > 1) {
    if (!call.optional.has(args.length - 1)) add("arguments too few", `${written(name, all.slice(0, -1))}dnl`);
    add("arguments too few", `${written(name, ["", ...all.slice(1)])}dnl`);
    add("no comma between arguments", ...[" ", "; ", ": ", ""].map((sign) => `${name}(${all.join(sign)})dnl`));
    add("a comma too many", `${name}(${all.join(",, ")})dnl`, `${name}(, ${list})dnl`);
  }
  for (const [at] of numbered)
    if (args.length > 1 && !call.optional.has(at)) add("an empty argument", `${withArgument(at, "`'")}dnl`);
  add("a comma at the end", `${name}(${list},)dnl`, `${name}(${list}, \`')dnl`);
  if (most !== undefined) {
    const padded = [...all, ...Array.from({ length: Math.max(0, most - all.length) }, () => "`'")];
    lose(
      "an argument too many",
      `${written(name, [...padded, "`surplus'"])}dnl`,
      `${written(name, [...padded, "7"])}dnl`,
    );
  }
  add("no quotes", `${written(name, args)}dnl`);
  for (const [at, arg] of numbered) if (args.length > 1) add("no quotes", `${withArgument(at, arg)}dnl`);
  for (const [at, arg] of numbered) {
    const type = types[at];
    const second = type === undefined ? undefined : SECOND[type];
    if (second === undefined) continue;
    lose(
      "two in one argument",
      ...[",", ", ", ";", "; ", "\n"].map((sign) => `${withArgument(at, quoted(arg + sign + second))}dnl`),
    );
    if (type !== "words" && type !== "list")
      lose("two in one argument", `${withArgument(at, quoted(`${arg} ${second}`))}dnl`);
    if (at === args.length - 1 && most === args.length)
      lose("an argument for each word", `${withArgument(at, `${quoted(arg)}, ${quoted(second)}`)}dnl`);
  }
  add(
    "text after the call",
    ...[" # why", " some words", " ;", "'", " -- why", " // why"].map((text) => `${written(name, all)}${text}`),
    ...["DNL", " DNL", "dln", "ndl", " Dnl", "d nl"].map((text) => `${written(name, all)} ${text}`),
    `${lineOf(call)}.`,
    `${lineOf(call)}l`,
  );
  may("text after the call", ...["words", "DNL", ";", ".", ")", ","].map((text) => `${written(name, all)}${text}`));
  lose(
    "more after the call",
    ...[" second.example", ", second.example", " `second'"].map((text) => `${written(name, all)}${text}`),
    `${lineOf(call)} FEATURE(\`redirect')dnl`,
  );
  (ENDS_LINE.test(name) ? lose : add)("more after the call", `${written(name, all)} VERSIONID(\`mine')dnl`);
  add(
    "no dnl",
    written(name, all),
    `${written(name, all)} `,
    `${written(name, all)} dnl`,
    `${lineOf(call)} why`,
    `${lineOf(call)}# why`,
  );
  add("a space before the parenthesis", ...[" ", "  ", "\t", "\n"].map((gap) => `${name}${gap}(${list})dnl`));
  add(
    "a space in the parentheses",
    `${name}( ${list})dnl`,
    `${name}(${list} )dnl`,
    `${name}(\n${list})dnl`,
    `${name}(${list}\n)dnl`,
  );
  add(
    "a space around the comma",
    `${name}(${all.join(",")})dnl`,
    `${name}(${all.join(" , ")})dnl`,
    `${name}(${all.join(",\n\t")})dnl`,
  );
  for (const [at, arg] of numbered.filter(([one]) => !isFree(types[one])))
    add(
      "a space in the quotes",
      `${withArgument(at, quoted(` ${arg}`))}dnl`,
      `${withArgument(at, quoted(`${arg} `))}dnl`,
    );
  add("another case", ...new Set([other(name), capital(name)].map((one) => `${written(one, all)}dnl`)));
  add("a letter wrong", ...misspelt(name).map((one) => `${written(one, all)}dnl`));
  add("singular and plural", `${written(renumbered(name), all)}dnl`);
  add("no underscore", ...unscored(name).map((one) => `${written(one, all)}dnl`));
  if (call.isNamed) {
    add(
      "another case of the name",
      ...new Set([other(first), capital(first)].map((one) => `${withArgument(0, quoted(one))}dnl`)),
    );
    if (first.length > 3)
      add("a letter of the name wrong", ...misspelt(first).map((one) => `${withArgument(0, quoted(one))}dnl`));
    add("singular and plural of the name", `${withArgument(0, quoted(renumbered(first)))}dnl`);
    add("no underscore in the name", ...unscored(first).map((one) => `${withArgument(0, quoted(one))}dnl`));
  }
  for (const pair of PAIRS) {
    // In a text of one's own double quotes may be meant.
    if (pair === '""' && args.some((_, at) => isFree(types[at]))) continue;
    const wrong = (arg: string) => pair.slice(0, pair.length / 2) + arg + pair.slice(pair.length / 2);
    // Of a word among a few the library often looks at the first letter only, and finds it behind an apostrophe.
    const say = types.includes("choice") ? may : add;
    say("wrong quotes", `${written(name, args.map(wrong))}dnl`);
    for (const [at, arg] of numbered) if (args.length > 1) say("wrong quotes", `${withArgument(at, wrong(arg))}dnl`);
  }
  for (const [at, arg] of numbered) {
    add("half of the quotes", `${withArgument(at, `\`${arg}`)}dnl`);
    if (isFree(types[at])) continue;
    const say = types[at] === "choice" ? may : add;
    say("half of the quotes", `${withArgument(at, `${arg}'`)}dnl`);
    say("a quote too many", `${withArgument(at, `\`\`${arg}'`)}dnl`, `${withArgument(at, `\`${arg}''`)}dnl`);
  }
  add(
    "half of the parentheses",
    `${name}(${list}dnl`,
    `${name} ${list})dnl`,
    `${name}${list})dnl`,
    `${name}((${list}))dnl`,
  );
  add("other brackets", ...["[]", "{}", "<>"].map((pair) => `${name}${pair.charAt(0)}${list}${pair.charAt(1)}dnl`));
  add(
    "no parentheses",
    `${name} ${list}dnl`,
    `${name}=${args.join(",")}`,
    `${name}: ${args.join(", ")}`,
    `${name} ${args.join(" ")}`,
    `${name}${list}dnl`,
  );
  add(
    "a sign before",
    ...["dnl", "//", "// ", ";", "-", "* ", "$", "\\", "`", "'", "_", "(", "  ", "\t", "> "].map(
      (sign) => sign + lineOf(call),
    ),
  );
  lose("a comment that is none", `#${lineOf(call)}`, `# ${lineOf(call)}`);
  return found;
}
