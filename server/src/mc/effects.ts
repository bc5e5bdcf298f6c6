// Lets the effects of library files happen in a run: definitions at once, inner calls as text to be read next.
import type { M4Run, MacroCall } from "../m4/types.ts";
import { sharedEffects } from "./library/domains.ts";
import type { Effect, EffectCall, MapEffect } from "./library/effect.ts";
import { libraryMessageTexts, type MessageId } from "./library/messages.ts";
import { mailerDiversions, openedDiversions } from "./library/opens.ts";
import type { NotedMessage, Reading } from "./reading.ts";
import { type FileMacro, fileMacros } from "./vocabulary.ts";

/** Prints a message of the library and notes it. `values` take the place of `$1`, `$2` in its text. */
export function printMessage(
  reading: Reading,
  run: M4Run,
  id: MessageId,
  values: readonly string[],
  call: MacroCall | undefined,
  about?: NotedMessage["about"],
): void {
  const text = libraryMessageTexts[id].text.replace(/\$([1-9])/g, (_, n: string) => values[Number(n) - 1] ?? "");
  reading.messages.push({ id, text, call, about });
  run.errprint(text);
}

/** One argument in the library's quotes. */
const quoted = (text: string): string => `\`${text}'`;

/** A text as m4 has it once it has read it: without its outer quotes, wherever they are. */
function withoutQuotes(text: string): string {
  let depth = 0;
  return text.replace(/[`']/g, (sign) => {
    if (sign === "`") return depth++ === 0 ? "" : sign;
    return depth === 0 || --depth > 0 ? sign : "";
  });
}

/** What an argument is for the library, which has m4 read it twice: `'reject'` is reject'', and no space is before it. */
function readTwice(text: string): string {
  return /[`']/.test(text) ? withoutQuotes(withoutQuotes(quoted(text)).trimStart()) : text.trimStart();
}

/** A call as m4 text. */
export function callText(macro: string, args: readonly string[]): string {
  return `${macro}(${args.map(quoted).join(",")})`;
}

/** The library's MAIL_SETTINGS_DIR at this moment. */
const settingsDir = (run: M4Run): string => run.definition("MAIL_SETTINGS_DIR") ?? "";

const ldapMap =
  "ldap -1 -v sendmailMTAMapValue,sendmailMTAMapSearch:FILTER:sendmailMTAMapObject,sendmailMTAMapURL:URL:sendmailMTAMapObject";

/** Notes the `K` line of a table feature: the first argument after the name, else type and file by the settings of the moment. */
function noteMap(map: MapEffect, reading: Reading, run: M4Run, call: MacroCall): void {
  const given = call.args[1];
  if (given !== undefined && given.text !== "" && given.text !== "LDAP") {
    reading.maps.set(call, { name: map.name, spec: given });
    return;
  }
  const type = run.definition("DATABASE_MAP_TYPE") ?? "";
  const flags = map.flags === undefined ? "" : `${map.flags} `;
  const text = given?.text === "LDAP" ? ldapMap : `${type} ${flags}${settingsDir(run)}${map.file}`;
  reading.maps.set(call, { name: map.name, spec: { text, exact: undefined } });
}

/** The diversions in which the file of a call begins a line of its own. */
function opened(call: MacroCall): readonly number[] {
  const folder = Object.hasOwn(fileMacros, call.name) ? fileMacros[call.name as FileMacro] : "";
  return openedDiversions[`${folder}/${call.args[0]?.text}`] ?? (folder === "mailer" ? mailerDiversions : []);
}

/**
 * Applies the effect of a library file for `call` and gives the text that the call's expansion still has to run: the file's own
 * calls, in a diversion that drops what they write. `stamped`: files of this kind write their version outside of all sections.
 */
export function applyEffect(effect: Effect, reading: Reading, run: M4Run, call: MacroCall, stamped: boolean): string {
  let inner = "";
  const define = (name: string, value: string) => run.define(name, value);
  const use = (macro: string, ...args: string[]) => {
    inner += `${callText(macro, args)}\n`;
  };
  const write = (diversion: number, text: string) => {
    inner += `divert(${diversion})\n${text}divert(-1)\n`;
  };
  const shared = effect.first === undefined ? undefined : sharedEffects[effect.first];
  if (shared !== undefined && !run.isDefined(shared.unless))
    for (const [name, value] of Object.entries(shared.sets ?? {})) run.define(name, value);
  for (const id of effect.messages ?? []) printMessage(reading, run, id, [], call);
  for (const name of effect.undefines ?? []) if (run.isDefined(name)) use("undefine", name);
  for (const name in effect.sets) define(name, effect.sets[name] ?? "");
  for (const name in effect.defaults) if (!run.isDefined(name)) define(name, effect.defaults[name] ?? "");
  for (const name in effect.appends) define(name, (run.definition(name) ?? "") + effect.appends[name]);
  if (effect.map !== undefined) noteMap(effect.map, reading, run, call);
  if (effect.run !== undefined) {
    const effectCall: EffectCall = {
      arg: (n) => readTwice(call.args[n]?.text ?? ""),
      isDefined: (name) => run.isDefined(name),
      definition: (name) => run.definition(name),
      define,
      message: (id, ...values) => printMessage(reading, run, id, values, call),
      use,
      write,
    };
    effect.run(effectCall);
  }
  for (const [macro, ...args] of effect.uses ?? []) use(macro, ...args);
  for (const diversion in effect.cf) write(Number(diversion), effect.cf[Number(diversion)] ?? "");
  if (reading.sectionOpened || run.divnum > 0) for (const diversion of opened(call)) write(diversion, "");
  if (stamped && effect.silent !== true) {
    if (run.divnum === 0 && inner === "") return "\n";
    inner = `divert(0)\ndivert(-1)${inner}`;
  }
  return inner === "" ? "" : `PUSHDIVERT(-1)${inner}POPDIVERT\`'`;
}
