// What is tried of a .cf: the words of its classes, the lines of its maps, and what rules of a site's own name.
import type { CfConfig, CfFile, CfRule } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { parseTable } from "../../tables/index.ts";
import { keep } from "../../text/keep.ts";
import { type Source, type Span, TextDocument } from "../../text.ts";
import { entryTrials, memberTrials, type Reading } from "../exposures/line-trials.ts";
import { mechanismTrials } from "../exposures/policy-trials.ts";
import { BACKUP, SHARED_BACKUP, VICTIMS } from "../exposures/stranger.ts";
import { ANYONE, type Trial } from "../exposures/trial.ts";
import { isSamePlace } from "./asked-keys.ts";
import type { Moved } from "./moved.ts";
import { ownNames } from "./own-names.ts";
import { KEYED, keyWords, ruleTrials, textOf, type Word, wordsOf } from "./rule-trials.ts";

/** A line is tried as all that it could mean; the rulesets say what it does. */
const READING: Reading = {
  exact: false,
  fullAddress: true,
  mailFrom: { args: [], span: undefined },
  issuers: [],
  fingerprint: "",
};

/** Classes that have no say in who may relay: of headers, of users, and of what is asked of addresses before. */
export const SILENT_CLASSES: ReadonlySet<string> = new Set([
  "E",
  "O",
  "P",
  "n",
  "t",
  "CPERSISTENT",
  "checkMIMEFieldNameCheck",
]);

/** Classes whose words name no clients, senders or recipients: those, and marks of the library. */
const OTHER_CLASSES: ReadonlySet<string> = new Set([
  ...SILENT_CLASSES,
  "Src",
  "Accept",
  "ResOk",
  "Tls",
  "TlsVerified",
  "TrustAuthMech",
]);

/** The trials of all classes; a .cf whose class files are the same is the same object after an edit elsewhere. */
const trialsOfClasses = new WeakMap<CfConfig, readonly Trial[]>();
/** The trials of words, without their places: most classes have the same ones, and after an edit nearly all are the same. */
const trialsOfWords = new Map<string, readonly Trial[]>();
const MOST_WORDS = 20_000;
/** The trials of all lines of a text. */
const trialsOfTexts = new WeakMap<Source, readonly Trial[]>();

/** All trials of a .cf by itself. */
export function* cfTrials(interpreter: Interpreter): Iterable<Trial> {
  const { cf } = interpreter;
  const ofClasses = trialsOfClasses.get(cf) ?? [...memberTrialsOf(interpreter)];
  trialsOfClasses.set(cf, ofClasses);
  yield* ofClasses;
  yield* entriesIn(interpreter);
  yield* exchangers(interpreter);
  yield* routes(interpreter);
}

function* memberTrialsOf(interpreter: Interpreter): Iterable<Trial> {
  for (const { name } of interpreter.cf.classes.values())
    if (!OTHER_CLASSES.has(name)) for (const word of wordsOf(interpreter, name)) yield* trialsOfWord(word);
  yield* mechanismTrials(wordsOf(interpreter, "TrustAuthMech"));
}

function* trialsOfWord({ word, span }: Word): Iterable<Trial> {
  const trials = trialsOfWords.get(word) ?? memberTrials(READING, { word, span: undefined });
  if (!trialsOfWords.has(word)) keep(trialsOfWords, word, trials, MOST_WORDS);
  for (const trial of trials) yield { ...trial, span };
}

/** The trials of what rules of a site's own name, and of the classes and maps that they look into. */
export function ownRuleTrials(interpreter: Interpreter, rules: readonly CfRule[]): Iterable<Trial> {
  return ruleTrials(interpreter, rules, { reading: READING, isOther: (name) => OTHER_CLASSES.has(name) });
}

/** The lines of all maps that are made from a text. */
function* entriesIn({ cf, files }: Interpreter): Iterable<Trial> {
  for (const map of cf.maps.values()) {
    if (!KEYED.has(map.type)) continue;
    const read = files.read(textOf(map));
    if (read.state === "there") yield* trialsOf(read.source);
  }
}

function trialsOf(source: Source): readonly Trial[] {
  const trials = trialsOfTexts.get(source) ?? [...lineTrials(source)];
  trialsOfTexts.set(source, trials);
  return trials;
}

/** What a text of a keyed map has to do with what is tried, without its places, and these. */
interface Contribution {
  readonly text: string;
  readonly places: readonly Span[];
}

const contributions = new WeakMap<Source, Contribution>();

/** Its trials, the keys that rules of a site's own may be asked for, and the lines that ask for TLS. */
function contributionOf(source: Source): Contribution {
  const known = contributions.get(source);
  if (known !== undefined) return known;
  const trials = trialsOf(source);
  const words = keyWords(source);
  const told = trials.map(({ span: _, tries, ...trial }) => [trial, tries()]);
  const tls = source.text.match(/^TLS_(?:Clt|Rcpt):.*/gim);
  const text = JSON.stringify([told, words.map(({ word }) => word), tls]);
  const places = [...trials, ...words].flatMap(({ span }) => (span === undefined ? [] : [span]));
  const made = { text, places };
  contributions.set(source, made);
  return made;
}

/** Whether what is tried is the same with both versions of a text of a keyed map, and its places are known by where they were. */
export function isTriedAlike(before: CfFile, now: CfFile, moved: Moved): boolean {
  if (before.state !== "there" || now.state !== "there") return false;
  const [old, new_] = [contributionOf(before.source), contributionOf(now.source)];
  return old.text === new_.text && old.places.every((place, at) => isSamePlace(moved(place), new_.places[at]));
}

function* lineTrials({ name, text }: Source): Iterable<Trial> {
  const entries = [...parseTable(TextDocument.create(name, "", 0, text), "access").entries()];
  const issuers = entries.filter(({ tag, value }) => /^certissuer$/i.test(tag) && /^subject$/i.test(value));
  const reading = { ...READING, issuers: issuers.map(({ key }) => key) };
  for (const { tag, key, value, tagSpan, valueSpan } of entries)
    yield* entryTrials(reading, {
      tag,
      key,
      value,
      span: { source: tagSpan.source, start: tagSpan.start, end: valueSpan.end },
    });
}

/** Domains whose mail exchanger is this server, because their owners say so: each name by itself, as one of them may be edited. */
function* exchangers(interpreter: Interpreter): Iterable<Trial> {
  for (const name of ownNames(interpreter))
    yield {
      grade: "wide",
      reason: "The owner of a domain decides in the DNS what its MX is, and so whether this server relays for it.",
      who: ANYONE,
      to: "every domain whose owner names this server as MX",
      span: undefined,
      tries: () => [
        { recipient: `victim@${BACKUP}`, dns: { mx: { [BACKUP]: [name] } } },
        { recipient: `victim@${SHARED_BACKUP}`, dns: { mx: { [SHARED_BACKUP]: ["mx.elsewhere.example", name] } } },
      ],
    };
}

/** Recipients that are routed on by the server that gets them. */
function* routes(interpreter: Interpreter): Iterable<Trial> {
  const [victim = "", domain = ""] = VICTIMS[0].split("@");
  const relayed = ["R", "VirtHost", "m"].flatMap((name) => wordsOf(interpreter, name).slice(0, 3));
  const own = new Set(ownNames(interpreter));
  for (const { word, span } of [...[...own].map((word) => ({ word, span: undefined })), ...relayed]) {
    if (!/^[a-z][\w.-]*$/i.test(word)) continue;
    // This server itself follows the routes that its rules take apart.
    const isOwn = own.has(word);
    yield {
      grade: isOwn ? "open" : "wide",
      reason: `Routed addresses pass: the check looks at ${word} alone.`,
      who: ANYONE,
      to: `anywhere, by way of ${word}${isOwn ? "" : ", if the servers there follow such routes"}`,
      span,
      tries: () => [
        { recipient: `${victim}%${domain}@${word}` },
        { recipient: `${domain}!${victim}@${word}` },
        { recipient: `@${word}:${victim}@${domain}` },
      ],
    };
  }
}
