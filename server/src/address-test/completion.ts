// Completion in address test mode: commands, rulesets, macros, classes, mailers and maps of the configuration.
import type { CfConfig } from "../cf/index.ts";
import type { TestCompletion } from "../protocol.ts";

/** What begins a line besides the name of a ruleset. A space follows where an argument does. */
const COMMANDS = [
  "/canon ",
  "/expand ",
  "/map ",
  "/mx ",
  "/parse ",
  "/quit",
  "/try ",
  "/tryflags ",
  ".C",
  ".D",
  "=M",
  "=S",
  "-d21.12",
  "$=",
  "?",
];

/** `/tryflags` takes these: header or envelope, sender or recipient. */
const FLAGS = ["ER", "ES", "HR", "HS"];
const TRACES = ["-d21.0", "-d21.4", "-d21.12", "-d21.15"];

type Words = (cf: CfConfig) => Iterable<string>;

const rulesets: Words = ({ rulesets: all, rulesetNumbers }) => [
  ...rulesetNumbers.keys(),
  ...[...all.values()].flatMap(({ number, name, places }) =>
    name === undefined && places.length > 0 ? [String(number)] : [],
  ),
];
const macros: Words = (cf) => [...cf.macros.keys()].map(braced);
const classes: Words = (cf) => [...cf.classes.keys()].map(braced);

/** What may be in a place: the text before it, and what fills it. The first that fits counts. */
const PLACES: readonly (readonly [RegExp, Words])[] = [
  [/^\/try[ \t]+/i, ({ mailers }) => mailers.map(({ name }) => `${name} `)],
  [/^\/map[ \t]+/i, ({ maps }) => [...maps.keys()].map((name) => `${name} `)],
  [/^\/tryflags[ \t]+/i, () => FLAGS],
  [/^=S[ \t]*/, rulesets],
  [/^\$=/, classes],
  [/^\$/, macros],
  [/^\.D/, macros],
  [/^\.C/, classes],
  [/^(?=-)/, () => TRACES],
  [/^(?=[/=.?])/, () => COMMANDS],
  [/^(?:[^\s,/=.$?#-][^\s,]*,+)(?:[^\s,]*,+)*/, rulesets],
  [/^/, (cf) => [...COMMANDS, ...rulesets(cf)]],
];

/**
 * What may follow in a line.
 *
 * @param line up to the cursor
 * @returns the words that begin with what is written of the last one; none where an address or a key is being typed
 */
export function complete(line: string, cf: CfConfig): TestCompletion {
  const text = line.replace(/^ +/, "");
  for (const [before, words] of PLACES) {
    const match = before.exec(text);
    if (match === null) continue;
    const written = text.slice(match[0].length);
    const isWord = !/\s/.test(written);
    const found = isWord ? [...new Set(words(cf))].filter((word) => word.startsWith(written)) : [];
    return { start: line.length - written.length, words: found.sort() };
  }
  return { start: line.length, words: [] };
}

/** A name of a macro or class as it is written after `$` or `$=`. */
function braced(name: string): string {
  return name.length === 1 ? name : `{${name}}`;
}
