// What is tried of a .cf: the words of its classes, the lines of its maps, and what rules of a site's own name.
import { Code } from "../../cf/codes.ts";
import type { CfRule } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { parseTable } from "../../tables/index.ts";
import { type Span, TextDocument } from "../../text.ts";
import { entryTrials, memberTrials, type Reading } from "../exposures/line-trials.ts";
import { mechanismTrials } from "../exposures/policy-trials.ts";
import { BACKUP, SHARED_BACKUP, VICTIMS } from "../exposures/stranger.ts";
import { ANYONE, ANYWHERE, type Trial, toVictims } from "../exposures/trial.ts";
import type { Query } from "../types.ts";
import { ownNames } from "./own-names.ts";

/** A line is tried as all that it could mean; the rulesets say what it does. */
const READING: Reading = {
  exact: false,
  fullAddress: true,
  mailFrom: { args: [], span: undefined },
  issuers: [],
  fingerprint: "",
};

/** Classes whose words name no clients, senders or recipients: marks of the library, and what concerns headers. */
const OTHER_CLASSES: ReadonlySet<string> = new Set([
  "E",
  "O",
  "P",
  "n",
  "t",
  "CPERSISTENT",
  "Src",
  "Accept",
  "ResOk",
  "Tls",
  "TlsVerified",
  "TrustAuthMech",
  "checkMIMEFieldNameCheck",
]);

/** Types of maps that are made from a keyed text. */
export const KEYED: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

interface Word {
  readonly word: string;
  readonly span: Span | undefined;
}

/** All trials of a configuration. */
export function* cfTrials(interpreter: Interpreter): Iterable<Trial> {
  const { cf } = interpreter;
  for (const { name } of cf.classes.values())
    if (!OTHER_CLASSES.has(name)) for (const word of wordsOf(interpreter, name)) yield* memberTrials(READING, word);
  yield* mechanismTrials(wordsOf(interpreter, "TrustAuthMech"));
  yield* entriesIn(interpreter);
  yield* exchangers(interpreter);
  yield* routes(interpreter);
}

/** The trials of what rules of a site's own name, and of the classes that they look into. */
export function* ruleTrials(interpreter: Interpreter, rules: readonly CfRule[]): Iterable<Trial> {
  const { cf } = interpreter;
  const classes = new Set<string>();
  for (const { lhs, line } of rules) {
    const span = interpreter.placeOf(line.span) ?? line.span;
    for (const word of literalsIn(lhs)) {
      yield* memberTrials(READING, { word, span });
      yield* claims({ word, span });
    }
    for (const token of lhs) if (isClass(token)) classes.add(cf.names.name(token.slice(1)));
  }
  for (const name of classes)
    if (!OTHER_CLASSES.has(name)) for (const word of wordsOf(interpreter, name)) yield* claims(word);
}

/** Names of the classes that rules look into. */
export function classesIn({ cf }: Interpreter, rules: readonly CfRule[]): ReadonlySet<string> {
  const found = rules.flatMap(({ lhs }) => lhs.filter(isClass).map((token) => cf.names.name(token.slice(1))));
  return new Set(found);
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

function wordsOf(interpreter: Interpreter, name: string): readonly Word[] {
  const members = interpreter.cf.classes.get(name)?.members.values() ?? [];
  return [...members].map(({ word, span }) => ({ word, span: span && (interpreter.placeOf(span) ?? span) }));
}

/** Names, nets and other words that a left side has letter for letter: `example.com` where it says `$+ @ example.com`. */
function literalsIn(lhs: readonly string[]): readonly string[] {
  const words = lhs.map((token) => (/^[\w.-]+$/.test(token) ? token : " ")).join("");
  return (words.match(/[\w.-]+/g) ?? []).map((word) => word.replace(/^\.+|\.+$/g, "")).filter((word) => word !== "");
}

/** Senders and greetings that anybody can claim. */
function claims({ word, span }: Word): readonly Trial[] {
  if (/^[\d.]+$/.test(word) || !/^[\w.-]+$/.test(word)) return [];
  const isDomain = word.includes(".");
  const senders = isDomain ? [`someone@${word}`, `someone@host.${word}`] : [`${word}@stranger.example`];
  const claim = (who: string, differences: readonly Partial<Query>[]): Trial => ({
    grade: "forgeable",
    reason: "Anyone can claim it, and the rules of this configuration believe it.",
    who,
    to: ANYWHERE,
    span,
    tries: () => differences.flatMap((one) => toVictims.map((victim) => ({ ...victim, ...one }))),
  });
  return [
    claim(
      `anyone who claims a sender ${isDomain ? "in" : "called"} ${word}`,
      senders.map((sender) => ({ sender: `<${sender}>` })),
    ),
    claim(`anyone who says HELO ${word}`, [{ helo: word }, { helo: `host.${word}` }]),
  ];
}

/** The lines of all maps that are made from a text. */
function* entriesIn({ cf, files }: Interpreter): Iterable<Trial> {
  for (const { type, argument } of cf.maps.values()) {
    if (!KEYED.has(type)) continue;
    const read = files.read(argument.replace(/\.(?:db|pag|cdb)$/, ""));
    if (read.state !== "there") continue;
    const table = parseTable(TextDocument.create(read.source.name, "", 0, read.source.text), "access");
    const entries = [...table.entries()];
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
}

/** Domains whose mail exchanger is this server, because their owners say so. */
function* exchangers(interpreter: Interpreter): Iterable<Trial> {
  const names = ownNames(interpreter);
  if (names.length === 0) return;
  yield {
    grade: "wide",
    reason: "The owner of a domain decides in the DNS what its MX is, and so whether this server relays for it.",
    who: ANYONE,
    to: "every domain whose owner names this server as MX",
    span: undefined,
    tries: () =>
      names.flatMap((name) => [
        { recipient: `victim@${BACKUP}`, dns: { mx: { [BACKUP]: [name] } } },
        { recipient: `victim@${SHARED_BACKUP}`, dns: { mx: { [SHARED_BACKUP]: ["mx.elsewhere.example", name] } } },
      ]),
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
