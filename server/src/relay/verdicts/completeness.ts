// Whether all grants of a .cf are found by trying: only where its rules are the library's, and all that they ask was read.
import type { CfMap, CfRule, CfRuleset } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import type { Unknown } from "../policy/policy.ts";
import { decidingRulesets, type ForeignRule } from "./library-rules.ts";
import { classesIn, KEYED, mapsIn, textOf } from "./rule-trials.ts";

/** What the library puts into the classes of its own marks: other words there give other values of a map a meaning. */
const MARKS: Readonly<Record<string, RegExp>> = {
  Accept: /^(?:ok|relay)$/i,
  ResOk: /^okr$/i,
  TlsVerified: /^(?:ok|trusted)$/i,
};
/** Maps that are not files, and whose answers follow from what they are asked, or which only speak against a sender or a client. */
const COMPUTED: ReadonlySet<string> = new Set([
  "macro",
  "arith",
  "dequote",
  "regex",
  "null",
  "syslog",
  "host",
  "dns",
  "bestmx",
  "sequence",
]);
/** Flags of a keyed map that leave keys and values as they are. */
const PLAIN_FLAGS: ReadonlySet<string> = new Set(["T", "o", "t", "D"]);

/** A line that asks for more than encryption. */
const CERTIFIED = /^TLS_(?:Clt|Rcpt):.*\+C[NSI]/im;

/** Why there may be grants besides those that were found; [] where there can be none. */
export function whyIncomplete(interpreter: Interpreter, foreign: readonly ForeignRule[]): readonly Unknown[] {
  const { cf, doubts } = interpreter;
  const { rules, classes, maps } = askedBy(interpreter);
  return [
    ...doubts.map((text) => unknown(text)),
    ...foreign.slice(0, 1).map((one) => strange(interpreter, one)),
    ...(rules.length === 0
      ? [unknown("This file has no check_rcpt, so every program of sendmail decides by itself.")]
      : []),
    ...marks(interpreter),
    ...openClasses(interpreter, classes),
    ...[...maps].flatMap((name) => unreadMap(interpreter, cf.maps.get(name))),
  ];
}

/** The rules that decide, and the classes and maps that they look into. */
interface Asked {
  readonly rules: readonly CfRule[];
  readonly classes: ReadonlySet<string>;
  readonly maps: ReadonlySet<string>;
}

const asked = new WeakMap<readonly CfRuleset[], Asked>();

function askedBy(interpreter: Interpreter): Asked {
  const deciding = decidingRulesets(interpreter.cf);
  const known = asked.get(deciding);
  if (known !== undefined) return known;
  const rules = deciding.flatMap(({ rules: its }) => its);
  const made = { rules, classes: classesIn(interpreter, rules), maps: mapsIn(rules) };
  asked.set(deciding, made);
  return made;
}

function unknown(text: string, span?: Unknown["span"]): Unknown {
  return { text, span, may: "anything" };
}

function strange(interpreter: Interpreter, { ruleset, rule }: ForeignRule): Unknown {
  const place = rule.line.span;
  return unknown(
    `The ruleset ${ruleset} has a rule that the m4 library does not write there (line ${rule.line.number}): whom else it lets relay can only be tried.`,
    interpreter.placeOf(place) ?? place,
  );
}

function marks({ cf }: Interpreter): readonly Unknown[] {
  return Object.entries(MARKS).flatMap(([name, usual]) => {
    const known = cf.classes.get(name);
    const other = [...(known?.members.values() ?? [])].find(({ word }) => !usual.test(word));
    return other === undefined
      ? []
      : [
          unknown(
            `Class {${name}} has the word ${other.word}, which gives values of the access map another meaning.`,
            other.span,
          ),
        ];
  });
}

/** Classes with members that nobody can know. Those of the server's own names let nobody relay. */
function openClasses(interpreter: Interpreter, classes: ReadonlySet<string>): readonly Unknown[] {
  return [...classes].flatMap((name) => {
    const [first] = name === "w" ? [] : (interpreter.cf.classes.get(name)?.unknown ?? []);
    if (first === undefined) return [];
    const why =
      first.unknown === "host"
        ? "the host's own name is not known (sendmail.hostName, --host)"
        : `${first.subject} is not known`;
    return [unknown(`Not all words of class ${name} are known: ${why}.`, first.place.line.span)];
  });
}

function unreadMap({ files }: Interpreter, map: CfMap | undefined): readonly Unknown[] {
  if (map === undefined || COMPUTED.has(map.type)) return [];
  const span = map.place?.line.span;
  if (!KEYED.has(map.type)) return [unknown(`What the map ${map.name} (${map.type}) answers is not known.`, span)];
  const flag = map.flags.find(({ letter }) => !PLAIN_FLAGS.has(letter));
  if (flag !== undefined)
    return [
      unknown(`The map ${map.name} has the flag -${flag.letter}, so what its lines grant can only be tried.`, span),
    ];
  const read = files.read(textOf(map));
  const { state } = read;
  if (read.state === "there" && CERTIFIED.test(read.source.text))
    return [
      unknown(
        `The map ${map.name} asks clients for certificates of certain names: what they get then was not tried.`,
        span,
      ),
    ];
  return state === "there" || (state === "missing" && map.flags.some(({ letter }) => letter === "o"))
    ? []
    : [
        unknown(
          `The text of the map ${map.name}, ${map.argument}, could not be read, so what it grants is not known.`,
          span,
        ),
      ];
}
