// K lines: the name, the type and the arguments of a map, read as each type reads them.
import { isSpace, skipSpaces, wordEnd } from "../chars.ts";
import type { ReadState } from "../state.ts";
import { readTime } from "../times.ts";
import type { CfMap, CfMapFlag, CfPlace } from "../types.ts";
import { foldCase } from "../word-table.ts";
import { readLdap } from "./ldap.ts";
import { regexProblem } from "./regex-syntax.ts";
import { type MapArguments, type MapSyntax, mapType } from "./types.ts";

type ReadArguments = (state: ReadState, text: string, name: string, type: string) => MapArguments;

const READERS: Readonly<Record<MapSyntax, ReadArguments>> = {
  file: (state, text, name, type) => readFileMap(state, text, name, type, true),
  "optional-file": (state, text, name, type) => readFileMap(state, text, name, type, false),
  bare: (_, text) => withValid(readFirstFlag(text)),
  host: (_, text) => withValid(readFlags(text)),
  sequence: readSequence,
  regex: readRegex,
  dns: readDns,
  ldap: readLdap,
  syslog: readSyslog,
};

/** A map that sendmail makes by itself has no place. */
export function readMap(state: ReadState, expanded: string, place?: CfPlace): void {
  const start = skipSpaces(expanded, 0);
  const name = /^[A-Za-z0-9][A-Za-z0-9_.]*/.exec(expanded.slice(start))?.[0];
  if (name === undefined) {
    state.say("map", "readcf: config K line: no map name");
    return;
  }
  const typeStart = skipSpaces(expanded, Math.min(expanded.length, start + name.length + 1));
  const type = /^[A-Za-z0-9]+/.exec(expanded.slice(typeStart))?.[0];
  if (type === undefined) {
    state.say("map", `readcf: config K line, map ${name}: no map class`);
    return;
  }
  const known = mapType(type, state.environment.version);
  if (known === undefined) {
    state.say("map-type", `readcf: map ${name}: class ${type} not available`);
    return;
  }
  const specStart = skipSpaces(expanded, Math.min(expanded.length, typeStart + type.length + 1));
  const spec = expanded.slice(specStart);
  const before = state.maps.get(foldCase(name));
  const { flags, argument, valid } = READERS[known.syntax](state, spec, name, type.toLowerCase());
  const map: CfMap = {
    name,
    type: type.toLowerCase(),
    spec,
    valid: valid || before?.valid === true,
    flags: [...keptFlags(before, type), ...flags],
    argument,
    place,
    specSpan: place === undefined ? undefined : specSpan(state, spec),
  };
  state.maps.set(foldCase(name), map);
}

/** Letters that mean the same to all types. */
const COMMON_FLAGS = "aADfmNOoqSTt";

/** sendmail fills in the map that has the name already, so flags of an earlier `K` line go on to count (seen with `/map`). */
function keptFlags(before: CfMap | undefined, type: string): readonly CfMapFlag[] {
  if (before === undefined) return [];
  if (before.type === type.toLowerCase()) return before.flags;
  const common = before.flags.filter(({ letter }) => COMMON_FLAGS.includes(letter));
  return KEEPS_QUOTES.has(before.type) ? [...common, { letter: "q", value: "" }] : common;
}

/** Types whose keys keep their quotes without `-q`. */
const KEEPS_QUOTES: ReadonlySet<string> = new Set(["dequote", "macro", "arith"]);

function specSpan(state: ReadState, spec: string) {
  const { text } = state.line;
  const at = spec === "" ? text.length : text.lastIndexOf(spec);
  return at === -1 ? state.line.span : state.span(at, at + spec.length);
}

function withValid(read: { readonly flags: readonly CfMapFlag[]; readonly argument: string }): MapArguments {
  return { ...read, valid: true };
}

/** Flags as most types read them: a letter, and its value up to the next space. */
function readFlags(text: string): { readonly flags: CfMapFlag[]; readonly argument: string } {
  const flags: CfMapFlag[] = [];
  let at = skipSpaces(text, 0);
  while (text[at] === "-") {
    const end = wordEnd(text, at);
    flags.push({ letter: text.charAt(at + 1), value: text.slice(Math.min(at + 2, end), end) });
    at = skipSpaces(text, end);
  }
  return { flags, argument: text.slice(at) };
}

/** Letters that types without anything to open know; `-s` is another `-S` to them. */
const BARE_FLAGS = "aDSs";

/** Flags of dequote, macro, arith and arpa: sendmail stops after the first one, whatever it is. */
function readFirstFlag(text: string): { readonly flags: CfMapFlag[]; readonly argument: string } {
  const { flags, argument } = readFlags(text);
  return { flags: flags.slice(0, 1).filter(({ letter }) => BARE_FLAGS.includes(letter)), argument };
}

/** Flags of the types that sendmail reads with the same function. */
const FILE_FLAGS = "AaDdfkmNOoqStTvz";
/** Their value may follow spaces. */
const AFTER_SPACES = "kv";
/** Their value is the next character, a space too. */
const CHARACTER = "Sz";

/** Types that read a file; others that take these flags are read the same way. */
function readFileMap(state: ReadState, text: string, name: string, type: string, needsFile: boolean): MapArguments {
  const flags: CfMapFlag[] = [];
  let at = skipSpaces(text, 0);
  while (text[at] === "-") {
    const letter = text.charAt(at + 1);
    const isLetter = letter !== "" && !isSpace(letter.charCodeAt(0));
    let from = Math.min(at + 2, text.length);
    if (!FILE_FLAGS.includes(letter) || letter === "")
      state.say("map-argument", `Illegal option ${letter} map ${name}`);
    else if (AFTER_SPACES.includes(letter)) from = skipSpaces(text, from);
    const end = wordEnd(text, isLetter ? Math.max(at + 1, from) : at);
    const value = text.slice(Math.min(from, end), end) || (CHARACTER.includes(letter) ? text.charAt(end) : "");
    if (letter === "d") readTime(state, value, "s");
    flags.push({ letter, value });
    at = skipSpaces(text, end);
  }
  const end = wordEnd(text, at);
  const argument = text.slice(at, end);
  if (argument === "" && needsFile) {
    state.say("map-argument", `No file name for ${type} map ${name}`);
    return { flags, argument, valid: false };
  }
  // What comes after the file is not read; a program takes it as its arguments.
  return { flags, argument: type === "program" ? text.slice(at) : argument, valid: true };
}

/** Names of maps, which have to be there already, at most twelve. */
function readSequence(state: ReadState, text: string, name: string): MapArguments {
  let members = 0;
  for (const [member] of text.matchAll(/[A-Za-z0-9][A-Za-z0-9_.]*/g)) {
    // The map itself is there while its line is read.
    if (foldCase(member) !== foldCase(name) && !state.maps.has(foldCase(member)))
      state.say("map-argument", `Sequence map ${name}: unknown member map ${member}`);
    else if (members++ === MAX_MEMBERS) {
      state.say("map-argument", `Sequence map ${name}: too many member maps (${MAX_MEMBERS} max)`);
      break;
    }
  }
  return { flags: [], argument: text, valid: true };
}

const MAX_MEMBERS = 12;

function readRegex(state: ReadState, text: string): MapArguments {
  const { flags, argument } = readFlags(text);
  const letters = new Map(flags.map(({ letter, value }) => [letter, value]));
  const problem = regexProblem(argument, letters.has("b"), letters.get("s"));
  if (problem !== undefined) state.say("map-argument", problem);
  return { flags, argument, valid: problem === undefined };
}

/** Record types that the dns map knows. */
const DNS_TYPES: ReadonlySet<string> = new Set([
  "A",
  "AAAA",
  "NS",
  "CNAME",
  "PTR",
  "MX",
  "TXT",
  "AFSDB",
  "SRV",
  "DS",
  "TLSA",
  "RRSIG",
]);
/** `-R` and its value may be apart. */
function readDns(state: ReadState, text: string, name: string): MapArguments {
  const flags: CfMapFlag[] = [];
  let hasType = false;
  let at = skipSpaces(text, 0);
  while (text[at] === "-") {
    const letter = text.charAt(at + 1);
    let from = Math.min(at + 2, text.length);
    if (letter === "R") from = skipSpaces(text, from);
    const end = wordEnd(text, Math.max(from, at + 1));
    const value = text.slice(Math.min(from, end), end);
    if (letter === "R") {
      if (DNS_TYPES.has(value.toUpperCase())) hasType = true;
      else state.say("map-argument", `dns map ${name}: wrong type ${text.slice(Math.min(from, end))}`);
    } else if (letter === "d" || letter === "r") {
      if (letter === "d") readTime(state, value, "s");
    }
    flags.push({ letter, value });
    at = skipSpaces(text, end);
  }
  // Without a type sendmail asks anyway.
  if (!hasType) state.say("map-argument", `dns map ${name}: missing -R type`);
  return { flags, argument: text.slice(at), valid: true };
}

const PRIORITIES: ReadonlySet<string> = new Set([
  "EMERG",
  "ALERT",
  "CRIT",
  "ERR",
  "WARNING",
  "NOTICE",
  "INFO",
  "DEBUG",
]);

/** `-L` with a priority of syslog, `-D` and `-S`. Flags end where one has something after its letter. */
function readSyslog(state: ReadState, text: string): MapArguments {
  const flags: CfMapFlag[] = [];
  let at = skipSpaces(text, 0);
  while (text[at] === "-") {
    const letter = text.charAt(at + 1);
    const end = letter === "L" ? wordEnd(text, at + 2) : Math.min(at + 2, text.length);
    const value = text.slice(Math.min(at + 2, end), end);
    if (letter === "L" && !PRIORITIES.has(value.replace(/^LOG_/i, "").toUpperCase())) {
      state.say("map-argument", `syslog_map_parseargs: Unknown priority ${value}`);
      return { flags, argument: text.slice(at), valid: false };
    }
    if (letter === "" || !SYSLOG_FLAGS.includes(letter))
      state.say("map-argument", `Illegal option ${letter} map syslog`);
    flags.push({ letter, value });
    at = skipSpaces(text, end);
  }
  return { flags, argument: text.slice(at), valid: true };
}

const SYSLOG_FLAGS = "DLS";
