// The command line by which a system starts sendmail's daemon, put together from its startup files.
import type { TextDocument } from "../text.ts";
import { baseName } from "./paths.ts";
import type { StartupDocument, StartupDocuments } from "./startup-files.ts";

/** A word of the command line as sendmail gets it, and where it is written. */
export interface CommandWord {
  readonly text: string;
  readonly document: TextDocument;
  readonly start: number;
  readonly end: number;
}

export interface DaemonCommand {
  readonly words: readonly CommandWord[];
  /** False where more words come from a script or unit that was not seen. */
  readonly isWhole: boolean;
}

/** A stretch of a startup file whose words are words of the command line. */
interface Stretch {
  readonly document: TextDocument;
  readonly start: number;
  readonly text: string;
}
type Variables = ReadonlyMap<string, Stretch>;

/** Variables that are words of the daemon's command line, and where they are all of it. */
const VARIABLES: Readonly<Record<string, { readonly isAll: boolean }>> = {
  SENDMAIL_OPTS: { isAll: true },
  SENDMAIL_OPTARG: { isAll: false },
  SENDMAIL_ARGS: { isAll: true },
  sendmail_flags: { isAll: true },
  DAEMON_PARMS: { isAll: false },
  MISC_PARMS: { isAll: false },
};
/** The same for Solaris, whose names mean something else elsewhere. */
const SOLARIS: readonly string[] = ["MODE", "OPTIONS"];

/** `NAME=value`, with or without quotes; `export` before it. */
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]+)=("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\r\n]*)/gm;

/** A line of a script that runs sendmail, and no test or message about it; AIX has `start` before the path. */
const COMMAND = /^[ \t]*(?:(?:exec|start|nohup)[ \t]+)?(?:\/[\w.-]+)+\/sendmail(?:[ \t]+([^\r\n]*))?$/gm;

/** Lines of a unit, with those that a backslash joins to them. */
const UNIT_LINE = /^[ \t]*(ExecStart|Environment|EnvironmentFile)[ \t]*=[ \t]*((?:[^\\\r\n]|\\\r?\n|\\.)*)/gm;

/** Programs that a unit may run: sendmail itself, and no script of that name. */
const PROGRAM = /^[@\-:+!]*(?:\/usr)?\/(?:local\/)?(?:s?bin|lib|libexec(?:\/sendmail)?)\/sendmail(?:\.sendmail)?$/;

const WORD = /(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g;

/** The variables that files set; of two values the last counts. */
export function startupVariables(files: Iterable<StartupDocument>): ReadonlyMap<string, Stretch> {
  const values = new Map<string, Stretch>();
  for (const [, document] of files)
    for (const { 0: all, 1: name = "", 2: raw = "", index } of document.getText().matchAll(ASSIGNMENT)) {
      const isQuoted = /^(["']).*\1$/s.test(raw);
      const text = isQuoted ? raw.slice(1, -1) : (/^[^\s;#]*/.exec(raw)?.[0] ?? "");
      values.set(name, { document, start: index + all.length - raw.length + (isQuoted ? 1 : 0), text });
    }
  return values;
}

/** The command line of the daemon; undefined where no startup file has a word of it. */
export function daemonCommand(startup: StartupDocuments): DaemonCommand | undefined {
  const { files } = startup;
  return unitCommand(startup) ?? scriptCommand(files) ?? variableCommand(files);
}

/** What systemd runs; undefined where there is no unit, or it runs another program. */
function unitCommand({ unit, files }: StartupDocuments): DaemonCommand | undefined {
  let run: Stretch | undefined;
  const environment = new Map<string, Stretch>();
  const read: StartupDocument[] = [];
  for (const [, document] of unit)
    for (const { 0: all, 1: name, 2: value = "", index } of document.getText().matchAll(UNIT_LINE)) {
      const stretch = { document, start: index + all.length - value.length, text: value };
      // `ExecStart=` alone takes back what came before.
      if (name === "ExecStart") run = value.trim() === "" ? undefined : stretch;
      else if (name === "Environment") for (const [key, one] of settingsIn(stretch)) environment.set(key, one);
      else read.push(...files.filter(([uri]) => uri.endsWith(value.trim().replace(/^-/, "/").replace(/^\/+/, "/"))));
    }
  if (run === undefined) return undefined;
  for (const [name, value] of startupVariables(read)) environment.set(name, value);
  const [program, ...words] = wordsIn(run, environment);
  return program === undefined || !PROGRAM.test(program.text) ? undefined : { words, isWhole: true };
}

/** `NAME=value` words of an `Environment=` line. */
function settingsIn(line: Stretch): readonly (readonly [string, Stretch])[] {
  return Array.from(line.text.matchAll(WORD), ({ 0: raw, index }) => {
    const quotes = /^["']/.test(raw) ? 1 : 0;
    const inner = raw.slice(quotes, raw.length - quotes);
    const equals = inner.indexOf("=");
    const start = line.start + index + quotes + equals + 1;
    return [inner.slice(0, equals), { ...line, start, text: inner.slice(equals + 1) }];
  });
}

/** The first command of a script that is not about the submission program. */
function scriptCommand(files: readonly StartupDocument[]): DaemonCommand | undefined {
  const variables = startupVariables(files);
  for (const [, document] of files)
    for (const { 0: all, 1: text = "", index } of document.getText().matchAll(COMMAND)) {
      // AIX hands the words on as one, in quotes.
      const flat = text.replace(/["]/g, " ").replace(/[ \t]&[ \t]*$/, "");
      const words = wordsIn({ document, start: index + all.length - text.length, text: flat }, variables);
      if (!words.some((word) => word.text === "-Ac")) return { words, isWhole: true };
    }
  return undefined;
}

/** What the variables have that some script or unit, which was not seen, puts on the command line. */
function variableCommand(files: readonly StartupDocument[]): DaemonCommand | undefined {
  const variables = startupVariables(files);
  // FreeBSD then starts a daemon for its own host, with other flags.
  const isOwnHost = /^no$/i.test(variables.get("sendmail_enable")?.text ?? "");
  const nameOf = (name: string) => (name === "sendmail_flags" && isOwnHost ? "sendmail_submit_flags" : name);
  const found: Stretch[] = [];
  let isWhole = false;
  for (const [name, { isAll }] of Object.entries(VARIABLES)) {
    const value = variables.get(nameOf(name));
    if (value === undefined) continue;
    found.push(value);
    // Red Hat's unit has `-bd` of its own.
    const isPart = name === "SENDMAIL_OPTS" && value.document.uri.endsWith("/etc/sysconfig/sendmail");
    isWhole ||= isAll && !isPart && value.text.trim() !== "";
  }
  for (const name of SOLARIS) {
    const value = variables.get(name);
    if (value?.document.uri.endsWith("/etc/default/sendmail") !== true) continue;
    found.push(value);
    isWhole ||= name === "MODE";
  }
  if (found.length === 0) return undefined;
  const inOrder = [...variables.values()].filter((value) => found.includes(value));
  return { words: inOrder.flatMap((value) => wordsIn(value, new Map())), isWhole };
}

/** The words of a stretch; `$NAME` alone stands for the words of the variable. */
function wordsIn(stretch: Stretch, variables: Variables): readonly CommandWord[] {
  return Array.from(stretch.text.matchAll(WORD)).flatMap(({ 0: raw, index }) => {
    const named = /^\$(?:\{(\w+)\}|(\w+))$/.exec(raw);
    const value = variables.get(named?.[1] ?? named?.[2] ?? "");
    if (value !== undefined) return wordsIn(value, new Map());
    const start = stretch.start + index;
    return [{ text: unquoted(raw), document: stretch.document, start, end: start + raw.length }];
  });
}

function unquoted(word: string): string {
  return word.replace(/["']|\\(?=.)/g, "");
}

/** The name of a startup file as messages have it: of a part of the unit with its folder. */
export function startupName(uri: string): string {
  const name = baseName(uri);
  return uri.endsWith(`.service.d/${name}`) ? `sendmail.service.d/${name}` : name;
}
