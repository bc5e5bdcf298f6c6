// What sendmail has before it reads the first line, and what it adds after the last one.
import type { Coded } from "./codes.ts";
import { Code } from "./codes.ts";
import { flagsOf, readMailer } from "./mailers.ts";
import { readMap } from "./maps/read.ts";
import { readQueue } from "./queues.ts";
import { OPERATOR_MACROS, type ReadState } from "./state.ts";
import type { CfConfig, CfVersion, Unknown } from "./types.ts";

/** What differs between the versions in how they read a .cf, besides options, map types and words. */
export interface CfVersionFacts {
  /** As `$v` and messages have it. */
  readonly name: string;
}

/** Seen by asking each; Debian's 8.17.1 is the one that calls itself 8.17.1.9. */
export const VERSION_FACTS: Readonly<Record<CfVersion, CfVersionFacts>> = {
  "8.15.2": { name: "8.15.2" },
  "8.17.1": { name: "8.17.1.9" },
  "8.18.1": { name: "8.18.1" },
  "8.18.2": { name: "8.18.2" },
};

/** sendmail's buffer for the name of a host. */
const NAME_ROOM = 256;

/** The level of configurations that all versions are made for. */
const LEVEL = 10;

/** sendmail's own mailers and queue group, in the words of a .cf. */
const MAILERS: readonly Coded[] = [
  `prog, P=/bin/sh, F=lsouDq9, T=X-Unix/X-Unix/X-Unix, A=sh -c ${Code.macro}u`,
  `*file*, P=[FILE], F=lsDFMPEouq9, T=X-Unix/X-Unix/X-Unix, A=FILE ${Code.macro}u`,
  `*include*, P=/dev/null, F=su, A=INCLUDE ${Code.macro}u`,
];
const QUEUE = "mqueue, P=/var/spool/mqueue";

/** Macros that have another value in each run. */
const OF_THE_RUN = ["b", "i", "load_avg"];
/** The one that has none while the configuration is read; what a `D` line gives it does not last. */
const CLIENT = "_";

/** Words of classes that sendmail fills itself, after the last line. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  n: ["multipart/signed"],
  s: ["rfc822"],
  e: ["7bit", "8bit", "binary"],
  checkMIMEFieldHeaders: ["content-disposition", "content-type"],
  checkMIMETextHeaders: ["content-description"],
  checkMIMEHeaders: ["content-disposition", "content-id", "content-transfer-encoding", "content-type", "mime-version"],
  persistentMacros: ["r", "s", "_", "{if_addr}", "{daemon_flags}"],
};

const unknownHost = (subject: string): Unknown => ({ unknown: "host", subject });

/** Puts in what is there before the first line. */
export function begin(state: ReadState): void {
  const { environment } = state;
  const set = (name: string, value: Coded | Unknown) => state.define(state.names.id(name), value, undefined);
  for (const [name, value] of Object.entries(OPERATOR_MACROS)) set(name, value);
  set("deliveryMode", "b");
  set("n", "MAILER-DAEMON");
  set("opMode", "t");
  set("v", VERSION_FACTS[environment.version].name);
  for (const name of OF_THE_RUN) set(name, { unknown: "run", subject: `$${name}` });
  const { hostName } = environment;
  if (hostName === undefined) for (const name of ["w", "j", "m", "k"]) set(name, unknownHost(`$${name}`));
  else {
    for (const name of ["w", "j", "k"]) set(name, hostName);
    state.words.add("w", hostName, undefined, undefined);
    const dot = hostName.indexOf(".");
    if (dot !== -1) set("m", hostName.slice(dot + 1));
    state.words.add("k", hostName, undefined, undefined);
  }
  readQueue(state, QUEUE);
  for (const mailer of MAILERS) readMailer(state, mailer);
}

/** From level 5 on, `$w` is the name up to its first dot. */
export function shortenHostName(state: ReadState): void {
  const name = state.macros.get("w");
  if (typeof name?.value !== "string" || !name.value.includes(".")) return;
  state.define("w", name.value.slice(0, name.value.indexOf(".")), name.definition);
}

/** Adds what sendmail adds when it has read the last line, and says what is missing. */
export function finish(state: ReadState): void {
  state.end();
  if (!state.maps.has("host")) readMap(state, `host host${state.level >= 2 ? " -a. -D" : ""}`);
  if (!state.maps.has("aliases.files")) readMap(state, "aliases.files null");
  if (!state.maps.has("aliases")) readMap(state, "aliases switch aliases");
  addOwnNames(state);
  const client = state.macros.get(CLIENT)?.definition;
  state.define(CLIENT, { unknown: "run", subject: `$${CLIENT}` }, client);
  for (const [name, words] of Object.entries(CLASSES))
    for (const word of words) state.words.add(state.names.id(name), word, undefined, undefined);
  const { name } = VERSION_FACTS[state.environment.version];
  const options = { severity: "warning", placed: false } as const;
  if (/^i/i.test(setting(state, "SuperSafe")) && !/^i/i.test(setting(state, "DeliveryMode")))
    state.say(
      "delivery-mode",
      "WARNING: SuperSafe=interactive should only be used with\n         DeliveryMode=interactive",
      options,
    );
  if (state.level > LEVEL)
    state.say(
      "version",
      `Warning: .cf version level (${state.level}) exceeds sendmail version ${name} functionality (${LEVEL})`,
      // It says "Warning", and does not start (8.15.2 and 8.18.2).
      { placed: false },
    );
  else if (state.level < LEVEL)
    state.say(
      "version",
      `Warning: .cf file is out of date: sendmail ${name} supports version ${LEVEL}, .cf file is version ${state.level}`,
      options,
    );
  adjustMailers(state);
  const hostName = state.expand(`${Code.macro}j`, NAME_ROOM) || "localhost";
  if (!hostName.includes(".") && !isUnknown(state, hostName))
    state.say(
      "host-name",
      `WARNING: local host name (${hostName}) is not qualified; see cf/README: WHO AM I?`,
      options,
    );
  if (!state.mailers.some((mailer) => mailer.name.toLowerCase() === "local"))
    state.say("no-mailer", "No local mailer defined", { placed: false });
}

function setting(state: ReadState, option: string): string {
  return state.settings.findLast(({ name }) => name === option)?.value ?? "";
}

/** True for a text in which a macro was left because nobody told us the name of the host. */
function isUnknown(state: ReadState, text: Coded): boolean {
  return state.environment.hostName === undefined && text.includes(Code.macro);
}

/** The host's names and addresses, into class w, and its domain into class m. */
function addOwnNames(state: ReadState): void {
  const add = (id: string, macro: string, otherwise = "") => {
    const word = state.expand(Code.macro + macro, NAME_ROOM) || otherwise;
    if (word !== "" && !isUnknown(state, word)) state.words.add(id, word, undefined, undefined);
  };
  add("m", "m");
  if (probesInterfaces(state))
    for (const name of state.environment.interfaces ?? []) state.words.add("w", name, undefined, undefined);
  add("w", "j", "localhost");
}

/** Whether sendmail puts names and addresses of the host's interfaces into class w. */
export function probesInterfaces({ settings }: Pick<CfConfig, "settings">): boolean {
  const probes = settings.findLast((option) => option.name === "DontProbeInterfaces")?.value ?? "false";
  return !/^[ty]/i.test(probes) && probes !== "";
}

/** Flags that configurations of older levels take for granted, by the first level that has to write them. */
const IMPLIED: Readonly<Record<string, readonly { readonly below: number; readonly flags: string }[]>> = {
  local: [
    { below: 6, flags: "Aw5:|/@" },
    { below: 7, flags: "q" },
  ],
  prog: [
    { below: 6, flags: "o" },
    { below: 7, flags: "q" },
  ],
  "*file*": [
    { below: 6, flags: "o" },
    { below: 7, flags: "q" },
  ],
};
/** Programs and files get one recipient at a time. */
const ONE_BY_ONE: ReadonlySet<string> = new Set(["prog", "*file*"]);

/** Takes `F=m` from those that get one recipient at a time, and gives mailers of older configurations what they imply. */
function adjustMailers(state: ReadState): void {
  for (const [name, implied] of Object.entries(IMPLIED)) {
    const at = state.mailers.findIndex((mailer) => mailer.name.toLowerCase() === name);
    const mailer = state.mailers[at];
    if (mailer === undefined) continue;
    const kept = ONE_BY_ONE.has(name) ? mailer.flags.replace("m", "") : mailer.flags;
    const more = implied.filter(({ below }) => state.level < below).map(({ flags }) => flags);
    state.mailers[at] = { ...mailer, flags: flagsOf(kept + more.join("")) };
  }
}
