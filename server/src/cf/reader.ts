// Goes through the lines of a .cf and builds what sendmail has in memory afterwards.
import { keep } from "../text/keep.ts";
import type { Source } from "../text.ts";
import { atoi, isDigit, skipSpaces } from "./chars.ts";
import { readClassFile, readClassWords, readMacro, readTrusted } from "./classes.ts";
import { readHeader } from "./headers.ts";
import { linesOf } from "./line-memory.ts";
import { type RawLine, sanitize } from "./lines.ts";
import { readMailer } from "./mailers.ts";
import { readMap } from "./maps/read.ts";
import { readOption } from "./options/read.ts";
import { readMilter, readQueue } from "./queues.ts";
import { readRule } from "./rules.ts";
import { begin, finish, shortenHostName } from "./start.ts";
import { ReadState } from "./state.ts";
import type { CfCommand, CfConfig, CfEnvironment, CfOption } from "./types.ts";

const MAX_PRECEDENCES = 25;
/** Vendors whose configurations Debian's sendmail reads. */
const VENDORS: ReadonlySet<string> = new Set(["berkeley"]);

/** What each letter means. */
const COMMANDS: Readonly<Record<CfCommand, (state: ReadState) => void>> = {
  R: readRule,
  S: (state) => state.rulesets.select(state.expand(state.coded.slice(1)), state.place(1, 1)),
  D: readMacro,
  H: readHeader,
  C: readClassWords,
  T: readTrusted,
  F: readClassFile,
  M: (state) => readMailer(state, state.coded.slice(1), namePlace(state)),
  O: readOption,
  P: readPrecedence,
  Q: (state) => readQueue(state, state.coded.slice(1), namePlace(state)),
  V: readVersion,
  K: (state) => readMap(state, state.expand(state.coded.slice(1)), namePlace(state)),
  E: readVariable,
  X: (state) => readMilter(state, state.coded.slice(1), namePlace(state)),
};

/** Reads all lines; sendmail would end at some of them, and we go on. */
export function read(source: Source, environment: CfEnvironment): CfConfig {
  const lines = linesOf({ name: source.name, text: sanitize(source.text) });
  const known = readings.get(source.name);
  const isKnown = known?.lines === lines && isReadAlike(known, environment);
  const again = isKnown ? withClassFiles(known.read, environment) : undefined;
  if (again !== undefined) return again;
  const state = new ReadState(environment);
  begin(state);
  for (const line of lines) {
    state.begin(line);
    // `\#` at the beginning of a line is a comment in the end.
    if (state.coded === "" || state.coded.startsWith("#")) continue;
    if (line.command === undefined) unknownLine(state);
    else COMMANDS[line.command](state);
  }
  finish(state);
  const config = result(source.name, state, lines);
  // Without the environment: it leads to the files of a version of the site.
  const { environment: _, ...read } = config;
  const { version, hostName, interfaces } = environment;
  keep(readings, source.name, { lines, read, version, hostName, interfaces, asked: state.asked }, MOST_READINGS);
  return config;
}

interface Reading extends Pick<CfEnvironment, "version" | "hostName" | "interfaces"> {
  readonly lines: readonly RawLine[];
  readonly read: ReadConfig;
  readonly asked: ReadState["asked"];
}

type ReadConfig = Omit<CfConfig, "environment">;

/**
 * What the lines came to that were read last under a name. The same text is read with no files, for what is said of it alone, and with
 * those of its host.
 */
const readings = new Map<string, Reading>();
const MOST_READINGS = 8;

/** Whether lines are read the same in another environment, but for the words of class files. */
function isReadAlike({ version, hostName, interfaces, asked }: Reading, now: CfEnvironment): boolean {
  return (
    version === now.version &&
    hostName === now.hostName &&
    interfaces?.join("\0") === now.interfaces?.join("\0") &&
    asked.every(({ question, answer }) => question(now) === answer)
  );
}

/**
 * The same configuration with its class files as the environment has them now; undefined where sendmail stops at one of them, or did so
 * and does it no more.
 *
 * @param environment the one that it was read in, but for the texts of class files
 */
export function withClassFiles(cf: ReadConfig, environment: CfEnvironment): CfConfig | undefined {
  const table = cf.filled.again(environment.files);
  if (table === undefined) return undefined;
  return { ...cf, environment, classes: table.classes(), words: table.order(), ownWords: table.own, filled: table };
}

function result(source: string, state: ReadState, lines: readonly RawLine[]): CfConfig {
  const options = new Map<string, CfOption>();
  for (const option of state.settings) if (option.accepted) options.set(option.name, option);
  return {
    source,
    environment: state.environment,
    lines,
    messages: state.messages,
    level: state.level,
    vendor: state.vendor,
    names: state.names,
    macros: state.macros,
    classes: state.words.classes(),
    words: state.words.order(),
    ownWords: state.words.own,
    filled: state.words,
    rulesets: state.rulesets.rulesets(),
    rulesetNumbers: state.rulesets.numbers(),
    mailers: state.mailers,
    maps: state.maps,
    options,
    settings: state.settings,
    headers: state.headers,
    precedences: state.precedences,
    queueGroups: state.queueGroups,
    milters: state.milters,
    variables: state.variables,
    operatorChars: state.operatorChars,
  };
}

function unknownLine(state: ReadState): void {
  state.say("unknown-line", `unknown configuration line "${state.coded}"`);
}

/** The place of a name that ends at a comma or a space. */
function namePlace(state: ReadState) {
  const start = skipSpaces(state.line.text, 1);
  const length = /^[^\s,]*/.exec(state.line.text.slice(start))?.[0].length ?? 0;
  return state.place(start, start + length);
}

function readPrecedence(state: ReadState): void {
  if (state.precedences.length >= MAX_PRECEDENCES) {
    state.say("precedence", `too many P lines, ${MAX_PRECEDENCES} max`);
    return;
  }
  const equals = state.coded.indexOf("=", 1);
  if (equals === -1) {
    unknownLine(state);
    return;
  }
  const name = state.coded.slice(1, equals);
  state.precedences.push({ name, value: atoi(state.coded.slice(equals + 1)), place: state.place(1, equals) });
}

function readVariable(state: ReadState): void {
  const equals = state.coded.indexOf("=");
  const name = state.coded.slice(1, equals === -1 ? undefined : equals);
  const value = equals === -1 ? undefined : state.coded.slice(equals + 1);
  state.variables.push({ name, value, place: state.place(1, 1 + name.length) });
}

function readVersion(state: ReadState): void {
  const text = state.coded.slice(1);
  const at = skipSpaces(text, 0);
  if (!isDigit(text.charCodeAt(at))) {
    state.say("version", `invalid argument to V line: "${text.slice(0, 20)}"`);
    return;
  }
  const digits = /^\d+/.exec(text.slice(at))?.[0] ?? "";
  state.level = atoi(digits);
  if (state.level >= 5) shortenHostName(state);
  const rest = text.slice(at + digits.length);
  if (!rest.startsWith("/")) return;
  const vendor = /^[A-Za-z]*/.exec(rest.slice(1))?.[0] ?? "";
  if (VENDORS.has(vendor.toLowerCase())) state.vendor = vendor;
  else state.say("version", `invalid V line vendor code: "${vendor}"`);
}
