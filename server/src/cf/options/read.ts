// O lines, in both forms: `O Name=value` and `Ox...`.
import type { Coded } from "../codes.ts";
import { compare } from "../maps/types.ts";
import type { ReadState } from "../state.ts";
import type { CfPlace, CfVersion } from "../types.ts";
import { OPTIONS, type OptionFact } from "./table.ts";
import { checkValue } from "./values.ts";

/** Options whose part after a dot has a meaning. */
const WITH_SUBOPTIONS: ReadonlySet<string> = new Set(["Timeout", "Milter"]);

/** `OMxvalue` defines macro x, as `Dxvalue` does. */
const DEFINES = "M".charCodeAt(0);

/** Takes the O line that the state is at. */
export function readOption(state: ReadState): void {
  const letter = state.coded.charAt(1);
  if (letter === " ") readLong(state, state.coded.slice(2));
  else readShort(state, letter, state.coded.slice(2));
}

/** The options of one version, in sendmail's order. */
function optionsOf(state: ReadState): readonly OptionFact[] {
  return BY_VERSION[state.environment.version];
}

const of = (version: CfVersion): readonly OptionFact[] =>
  OPTIONS.filter(({ since }) => since === undefined || compare(version, since) >= 0);
const BY_VERSION: Readonly<Record<CfVersion, readonly OptionFact[]>> = {
  "8.15.2": of("8.15.2"),
  "8.17.1": of("8.17.1"),
  "8.18.1": of("8.18.1"),
  "8.18.2": of("8.18.2"),
};

function readShort(state: ReadState, letter: string, value: Coded): void {
  const code = letter === "" ? 0 : letter.charCodeAt(0) & 0xff;
  // Codes of options without a letter cannot be written: sendmail takes such a byte for a negative number.
  const option = code < 128 ? optionsOf(state).find((fact) => fact.code === code) : undefined;
  if (option === undefined) {
    state.say("option", `readcf: unknown option name 0x${code.toString(16)}`);
    return;
  }
  take(state, option, undefined, value, state.place(1, 2));
}

function readLong(state: ReadState, text: Coded): void {
  const equals = text.indexOf("=");
  const beforeEquals = equals === -1 ? text : text.slice(0, equals);
  const written = beforeEquals.replace(/ +$/, "");
  if (written === "") {
    if (text === "") state.say("option", "readcf: unknown option name 0x0");
    else state.say("option", "readcf: null option name");
    return;
  }
  const value = equals === -1 ? "" : text.slice(equals + 1).replace(/^ +/, "");
  const dot = written.indexOf(".");
  const name = dot === -1 ? written : written.slice(0, dot);
  const suboption = dot === -1 ? undefined : written.slice(dot + 1);
  const option = find(state, name);
  if (option === undefined) return;
  const start = state.line.text.indexOf(written, 1);
  const place = start === -1 ? state.place(1, 2) : placeOf(state, start, start + written.length);
  take(state, option, WITH_SUBOPTIONS.has(option.name) ? suboption : undefined, value, place);
}

/** The place of a name, and of what follows its `=`. */
function placeOf(state: ReadState, start: number, end: number): CfPlace {
  const equals = /^ *=/.exec(state.line.text.slice(end))?.[0].length ?? 0;
  const { name } = state.place(start, end);
  return { ...state.place(start, end + equals), name };
}

/** The option that a name means: the name itself, or the only one that begins so. Letter case does not count. */
function find(state: ReadState, name: string): OptionFact | undefined {
  const folded = name.toLowerCase();
  let candidate: OptionFact | undefined;
  for (const option of optionsOf(state)) {
    if (!option.name.toLowerCase().startsWith(folded)) continue;
    if (option.name.length === name.length) return option;
    if (candidate === undefined) candidate = option;
    else {
      state.say("option", `readcf: ambiguous option name ${name} (matches ${candidate.name} and ${option.name})`);
      return undefined;
    }
  }
  if (candidate === undefined) {
    state.say("option", `readcf: unknown option name ${name}`);
    return undefined;
  }
  state.say("abbreviation", `Option ${name} used as abbreviation for ${candidate.name}`, {
    severity: "warning",
    placed: true,
  });
  return candidate;
}

function take(state: ReadState, option: OptionFact, suboption: string | undefined, value: Coded, place: CfPlace): void {
  if (option.code === DEFINES) {
    const { id, end } = state.readName(value, 0);
    if (id !== "") state.define(id, value.slice(end), place);
  }
  const said = state.messages.length;
  checkValue(state, option, suboption, value);
  const refused = state.messages.slice(said).some(({ severity }) => severity === "fatal");
  const name = suboption === undefined ? option.name : `${option.name}.${suboption}`;
  if (option.name === "DeliveryMode" && !refused)
    state.define(state.names.id("deliveryMode"), value === "" ? "i" : value.charAt(0), place);
  state.settings.push({ name, code: option.code, value, place, accepted: !refused });
}
