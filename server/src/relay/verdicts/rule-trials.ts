// What is tried of rules that a site wrote itself: the words in them, in their classes and in their maps, each where a stranger can put it.
import { Code } from "../../cf/codes.ts";
import type { CfMap, CfRule } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { parseTable } from "../../tables/index.ts";
import { type Source, type Span, TextDocument } from "../../text.ts";
import { memberTrials, type Reading } from "../exposures/line-trials.ts";
import { ANYONE, ANYWHERE, type Trial, toVictims } from "../exposures/trial.ts";
import type { Grade, Query } from "../types.ts";
import { listenersOf } from "./daemon.ts";

/** A word as rules compare it, and the place that a person would change. */
export interface Word {
  readonly word: string;
  readonly span: Span | undefined;
}

/** Words of a class, or lines of a map, that are tried as examples of them all. */
const MOST_WORDS = 8;

/** The trials of what rules of a site's own name, and of the classes and maps that they look into. */
export function* ruleTrials(
  interpreter: Interpreter,
  rules: readonly CfRule[],
  how: { readonly reading: Reading; isOther(className: string): boolean },
): Iterable<Trial> {
  for (const trial of trialsOf(interpreter, rules, how)) yield { ...trial, byOwnRules: true };
}

function* trialsOf(
  interpreter: Interpreter,
  rules: readonly CfRule[],
  { reading, isOther }: { readonly reading: Reading; isOther(className: string): boolean },
): Iterable<Trial> {
  const { cf } = interpreter;
  if (rules.length > 0) yield* states(interpreter);
  const listeners = listenersOf(cf);
  const seen = new Set<string>();
  for (const { lhs, line } of rules) {
    const span = interpreter.placeOf(line.span) ?? line.span;
    for (const word of literalsIn(lhs)) {
      yield* memberTrials(reading, { word, span });
      yield* anywhere({ words: [word], called: word, span });
      for (const { name, port } of listeners) if (word === name || word === port) yield ofListener(name, span);
    }
    for (const name of classesOf(interpreter, lhs)) {
      if (isOther(name) || seen.has(name)) continue;
      seen.add(name);
      const words = wordsOf(interpreter, name).slice(0, MOST_WORDS);
      yield* anywhere({ words: words.map(({ word }) => word), called: `a word of class ${name}`, span });
    }
  }
  for (const name of mapsIn(rules)) {
    const map = cf.maps.get(name);
    if (map?.type === "regex") yield* ofPattern(interpreter, map, reading);
    else if (map !== undefined && KEYED.has(map.type)) yield* ofKeys(interpreter, map, reading);
  }
}

/** Types of maps that are made from a keyed text. */
export const KEYED: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

/** The file from which a keyed map is made. */
export function textOf({ argument }: CfMap): string {
  return argument.replace(/\.(?:db|pag|cdb)$/, "");
}

/** Names of the classes that rules look into. */
export function classesIn(interpreter: Interpreter, rules: readonly CfRule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ lhs }) => classesOf(interpreter, lhs)));
}

function classesOf({ cf }: Interpreter, lhs: readonly string[]): readonly string[] {
  return lhs.filter(isClass).map((token) => cf.names.name(token.slice(1)));
}

/** Names of the maps that rules look into, in lower case. */
export function mapsIn(rules: readonly CfRule[]): ReadonlySet<string> {
  const found = rules.flatMap(({ rhs }) =>
    rhs.flatMap((token, i) => (token === Code.mapBegin ? [(rhs[i + 1] ?? "").toLowerCase()] : [])),
  );
  return new Set(found);
}

function isClass(token: string): boolean {
  return token.startsWith(Code.class) || token.startsWith(Code.notClass);
}

/** The words of a class, each with its place. */
export function wordsOf(interpreter: Interpreter, name: string): readonly Word[] {
  const members = interpreter.cf.classes.get(name)?.members.values() ?? [];
  return [...members].map(({ word, span }) => ({ word, span: span && (interpreter.placeOf(span) ?? span) }));
}

/** Names, nets and other words that a left side has letter for letter: `example.com` where it says `$+ @ example.com`. */
function literalsIn(lhs: readonly string[]): readonly string[] {
  return wordsIn(lhs.map((token) => (/^[\w.-]+$/.test(token) ? token : " ")).join(""));
}

function wordsIn(text: string): readonly string[] {
  return (text.match(/[\w.-]+/g) ?? []).map((word) => word.replace(/^\.+|\.+$/g, "")).filter((word) => word !== "");
}

/** The words of a regular expression, of alternatives the first: `partner.example` in `(partner|friend)\.example$`. */
function wordsOfPattern(pattern: string): readonly string[] {
  const first = pattern.replace(/\(([^()|]*)(?:\|[^()]*)?\)/g, "$1").replaceAll("\\.", ".");
  return wordsIn(first.replace(/\[[^\]]*\]|[.]?[*+?]|\{[^}]*\}|\\./g, " ")).filter((word) => /\w\w/.test(word));
}

/** States of a session that rules may take for a proof: any stranger can have most of them. */
function* states(interpreter: Interpreter): Iterable<Trial> {
  const tls = { cipherBits: 256, certIssuer: "/CN=Public CA", certSubject: "/CN=stranger", certName: "stranger" };
  const believed = "The rules of this configuration accept it as a proof, and anyone can do it.";
  const who = (text: string, grade: Grade, reason: string) => ({ grade, reason, who: text, span: undefined });
  yield toAll(who("anyone who starts TLS", "open", believed), [{ tlsVerify: "NO", cipherBits: 256 }]);
  yield toAll(
    who(
      "anyone with a certificate of an authority that this server trusts",
      "wide",
      "Public authorities give one to anybody: it depends on confCACERT and confCACERT_PATH which those are.",
    ),
    [{ ...tls, tlsVerify: "OK" }],
  );
  yield toAll(who("anyone whose address has a false name in the DNS", "open", believed), [
    { ...UNNAMED, clientPtr: "mail.stranger.example", clientResolve: "FORGED" },
  ]);
  yield toAll(who("anyone whose name servers do not answer", "open", believed), [
    { ...UNNAMED, clientPtr: UNNAMED.clientName, clientResolve: "TEMP" },
  ]);
  if (!wordsOf(interpreter, "TrustAuthMech").some(({ word }) => word.toUpperCase() === LOGIN))
    yield toAll(who("users who log in", "intended", "They have proved who they are."), [
      { authType: LOGIN, authName: "user" },
    ]);
}

/** A usual way of logging in. */
const LOGIN = "PLAIN";

/** Words on trial, of which one is enough: those of one place in a rule. */
interface Words {
  readonly words: readonly string[];
  /** How they are called: the word itself, or `a word of class X`. */
  readonly called: string;
  /** The rule, or what a person would change instead. */
  readonly span: Span | undefined;
}

/** Everywhere that a stranger can put a word. */
function anywhere({ words, called, span }: Words): readonly Trial[] {
  const numbers = words.filter((word) => /^[\d.]+$/.test(word));
  const names = words.filter((word) => /^[\w.-]+$/.test(word) && !numbers.includes(word));
  return [
    ...(names.length === 0
      ? []
      : [...claims({ words: names, called, span }), ...inNames({ words: names, called, span })]),
    ...inAddresses({ words: numbers, called, span }),
  ];
}

/** A trial of a client or sender that differs in this from a stranger, to all victims. */
function toAll(
  what: { readonly grade: Grade; readonly reason: string; readonly who: string; readonly span: Span | undefined },
  differences: readonly Partial<Query>[],
): Trial {
  const tries = (): readonly Partial<Query>[] =>
    differences.flatMap((one) => toVictims.map((victim) => ({ ...victim, ...one })));
  return { ...what, to: ANYWHERE, tries };
}

const CLAIM = {
  grade: "forgeable",
  reason: "Anyone can claim it, and the rules of this configuration believe it.",
} as const;

/** Senders, greetings and names in the reverse DNS that anybody can claim. */
function claims({ words, called, span }: Words): readonly Trial[] {
  const senders = words.flatMap((word) =>
    word.includes(".") ? [`someone@${word}`, `someone@host.${word}`] : [`${word}@stranger.example`],
  );
  const names = words.flatMap((word) => [word, `host.${word}`]);
  const how = words.some((word) => word.includes(".")) ? "in" : "called";
  return [
    toAll(
      { ...CLAIM, who: `anyone who claims a sender ${how} ${called}`, span },
      senders.map((sender) => ({ sender: `<${sender}>` })),
    ),
    toAll(
      { ...CLAIM, who: `anyone who says HELO ${called}`, span },
      names.map((helo) => ({ helo })),
    ),
    toAll(
      { ...CLAIM, who: `anyone who gives his own address the name ${called} in the reverse DNS`, span },
      names.map((clientPtr) => ({
        ...UNNAMED,
        clientPtr,
        clientResolve: "FORGED",
      })),
    ),
  ];
}

/** Names of strangers' own that have the word in them: sendmail compares words, and a pattern may leave open what comes after. */
function inNames({ words, called, span }: Words): readonly Trial[] {
  const below = (domain: string): readonly string[] =>
    words.flatMap((word) => [`${word}.${domain}`, `host.${word}.${domain}`]);
  const users = words.filter((word) => !word.includes("."));
  const example = below("stranger.example")[0];
  return [
    toAll(
      {
        grade: "open",
        reason: `Anyone can have such a name, ${example} for example: the rule leaves open what comes after it.`,
        who: `clients whose verified name has ${called} somewhere in it`,
        span,
      },
      below("stranger.example").map((clientName) => ({ clientName })),
    ),
    {
      grade: "wide",
      reason: "The rule leaves open what comes after it.",
      who: ANYONE,
      to: `domains with ${called} somewhere in their name`,
      span,
      tries: () => below("elsewhere.example").map((domain) => ({ recipient: `victim@${domain}` })),
    },
    {
      grade: "wide",
      reason: "The rule does not look at the domain.",
      who: ANYONE,
      to: `users called ${called}, in any domain`,
      span,
      tries: () => users.map((user) => ({ recipient: `${user}@elsewhere.example` })),
    },
  ];
}

/** A stranger's address that a site is unlikely to name, part by part. */
const STRANGERS_ADDRESS = [150, 77, 9, 78];

/** A stranger's address whose name cannot be verified. */
const UNNAMED = { clientAddress: STRANGERS_ADDRESS.join("."), clientName: `[${STRANGERS_ADDRESS.join(".")}]` };

/** Addresses of strangers that have the numbers somewhere else than at their beginning. */
function inAddresses({ words, called, span }: Words): readonly Trial[] {
  const addresses = words.flatMap((word) => {
    const parts = word.split(".");
    if (parts.length > 3 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return [];
    const starts = [1, 2, 3].filter((start) => start + parts.length <= 4);
    return starts.map((start) => STRANGERS_ADDRESS.map((part, i) => parts[i - start] ?? part).join("."));
  });
  if (addresses.length === 0) return [];
  return [
    toAll(
      {
        grade: "open",
        reason: "Addresses of strangers have these numbers too: the rule leaves open what comes before them.",
        who: `clients whose address has ${called} somewhere in it`,
        span,
      },
      addresses.map((clientAddress) => ({ clientAddress })),
    ),
  ];
}

/** Anyone who connects to one of the listeners, by its name. */
function ofListener(name: string, span: Span | undefined): Trial {
  return toAll(
    {
      grade: "open",
      reason: "The rules of this configuration accept everybody there.",
      who: `anyone who connects to the listener ${name}`,
      span,
    },
    [{ listener: name }],
  );
}

/** What a regular expression may let through besides what its author meant. */
function* ofPattern(interpreter: Interpreter, map: CfMap, reading: Reading): Iterable<Trial> {
  const place = map.place?.line.span;
  const span = place && (interpreter.placeOf(place) ?? place);
  for (const word of wordsOfPattern(map.argument)) {
    yield* memberTrials(reading, { word, span });
    yield* anywhere({ words: [word], called: word, span });
    if (!word.includes(".") || /^[\d.]+$/.test(word)) continue;
    const clients = [`x${word}`, `host.x${word}`].map((clientName) => ({ clientName }));
    const reason = `Anyone can register a domain such as x${word}: the expression leaves open what comes before.`;
    yield toAll({ grade: "open", reason, who: `clients whose verified name ends in ${word}`, span }, clients);
  }
}

/** The keys of a map, whatever their values are; what refuses, and what the access map relays for, is left out. */
function* ofKeys(interpreter: Interpreter, map: CfMap, reading: Reading): Iterable<Trial> {
  const read = interpreter.files.read(textOf(map));
  if (read.state !== "there") return;
  const words = keyWords(read.source);
  const place = map.place?.line.span;
  for (const one of words) yield* memberTrials(reading, one);
  const senders = words.map(({ word }) => ({ sender: `<${word.includes("@") ? word : `someone@${word}`}>` }));
  const who = `anyone who claims a sender in the map ${map.name}`;
  if (words.length > 0) yield toAll({ ...CLAIM, who, span: place && (interpreter.placeOf(place) ?? place) }, senders);
}

/** The keys of a text that are tried as examples of them all. */
export function keyWords({ name, text }: Source): readonly Word[] {
  const words: Word[] = [];
  for (const { tag, key, value, keySpan } of parseTable(TextDocument.create(name, "", 0, text), "access").entries()) {
    if (words.length === MOST_WORDS) break;
    if (tag === "" && !/^(?:relay|reject|discard|skip|error:.*|\d.*)$/i.test(value))
      words.push({ word: key, span: keySpan });
  }
  return words;
}
