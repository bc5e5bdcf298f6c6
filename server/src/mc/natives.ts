// sendmail's vocabulary as native macros: each records its call and replaces it by what the library's own macro would leave to be read.
import type { M4Run, MacroCall, NativeMacro } from "../m4/types.ts";
import { applyEffect, callText, printMessage } from "./effects.ts";
import { endCheck, endText } from "./end.ts";
import { initialDefinitions, initialMailSettingsDir } from "./library/defaults.ts";
import { domainEffects, hackEffects } from "./library/domains.ts";
import type { Effect } from "./library/effect.ts";
import { featureEffects } from "./library/features.ts";
import { mailerEffects } from "./library/mailers.ts";
import { osTypeEffects } from "./library/ostypes.ts";
import { Reading } from "./reading.ts";
import {
  type ClassMacro,
  classMacros,
  type FileMacro,
  fileMacros,
  type SectionMacro,
  sectionMacros,
} from "./vocabulary.ts";

/** What natives need besides the run. */
export interface NativeContext {
  readonly reading: Reading;
  /** True if there is someone to ask for files. */
  readonly hasHost: boolean;
  /** True where someone else knows a file that is not in our tables. */
  readonly knows: (kind: string, name: string) => boolean;
}

const effectsOf: Readonly<Record<FileMacro, Readonly<Record<string, Effect>>>> = {
  FEATURE: featureEffects,
  MAILER: mailerEffects,
  OSTYPE: osTypeEffects,
  DOMAIN: domainEffects,
  HACK: hackEffects,
  SITECONFIG: {},
};

/** Kinds of file that sites change or write themselves: their text, where it can be read, before what the distribution's does. */
const textFirst: ReadonlySet<FileMacro> = new Set(["OSTYPE", "DOMAIN", "HACK", "SITECONFIG"]);

const text = (call: MacroCall, n: number): string => call.args[n]?.text ?? "";

/** The text of a library file: where it is, under the library's folder or beside the .mc; undefined where the host has none. */
function findFile(context: NativeContext, folder: string, name: string, run: M4Run): string | undefined {
  if (!context.hasHost || name === "") return undefined;
  const file = `${folder}/${name}.m4`;
  const places = [`${context.reading.cfDir}${file}`, `../${file}`, file];
  return places.find((path) => run.read(path) !== undefined);
}

/** How the library passes the arguments after the name on. */
function argumentDefinitions(call: MacroCall): string {
  const all = call.args.map((arg) => `\`${arg.text}'`).join(",");
  return `define(\`_ARG_',\`${text(call, 1)}')define(\`_ARGS_',\`shift(${all})')`;
}

/** A name without the second pair of quotes, which m4 takes off when it reads the path of the file. */
export function plainName(name: string): string {
  return /^`([^`']*)'$/.exec(name)?.[1] ?? name;
}

/** What a call of FEATURE and similar macros leaves to be read: an include of the file, or its known effect. */
function readFile(context: NativeContext, macro: FileMacro, call: MacroCall, run: M4Run, diversion = -1): string {
  const name = plainName(text(call, 0));
  const folder = fileMacros[macro];
  const effects = effectsOf[macro];
  const effect = Object.hasOwn(effects, name) ? effects[name] : undefined;
  const path = textFirst.has(macro) || effect === undefined ? findFile(context, folder, name, run) : undefined;
  if (path !== undefined) {
    const args = call.args.slice(1).map((arg) => arg.text);
    context.reading.fileArguments = args;
    run.define("_ARG_", args[0] ?? "");
    run.define(
      "_ARGS_",
      callText(
        "shift",
        call.args.map((arg) => arg.text),
      ),
    );
    return `PUSHDIVERT(${diversion})include(\`${path}')POPDIVERT\`'`;
  }
  if (effect !== undefined) {
    if (macro === "MAILER") return applyEffect(effect, context.reading, run, call, false);
    if (!call.args.slice(1).some((arg) => /[`']/.test(arg.text)))
      return applyEffect(effect, context.reading, run, call, true);
    // Quotes within arguments upset the library's own definitions; let m4 meet them.
    context.reading.pending.push({ effect, call });
    return `PUSHDIVERT(-1)${argumentDefinitions(call)}${applyMacro}\`'POPDIVERT\`'`;
  }
  if (context.knows(folder, name)) return "";
  context.reading.unknownFiles.push(call);
  return `PUSHDIVERT(${diversion})include(_CF_DIR_\`'${folder}/${name}.m4)POPDIVERT\`'`;
}

/** The call as the text that it is where nothing of its name is defined. */
function asText(call: MacroCall, run: M4Run): string {
  const { open, close } = run.quotes;
  const args = call.args.map((arg) => arg.text).join(",");
  return open + (call.hasArguments ? `${call.name}(${args})` : call.name) + close;
}

/** True if m4 would leave the text as it is when it reads it again. */
function isInert(value: string, run: M4Run): boolean {
  if (/[`']/.test(value)) return false;
  for (const word of value.match(/[A-Za-z_]\w*/g) ?? []) if (run.isDefined(word)) return false;
  return true;
}

function classNative(context: NativeContext, macro: ClassMacro): NativeMacro {
  return (call, run) => {
    const argument = call.args[0];
    const { defines } = macro;
    if (defines !== undefined && !run.isDefined(defines[0])) run.define(defines[0], defines[1]);
    // The library's macros end in a dnl of their own: what is after them on the line is lost.
    if (argument !== undefined && isInert(argument.text, run)) {
      context.reading.classes.push({ macro, value: argument, call });
      return "dnl`'";
    }
    return `PUSHDIVERT(5)${macro.line}{${macro.className}}${argument?.text ?? ""}\nPOPDIVERT\`'dnl\`'`;
  };
}

function sectionNative(context: NativeContext, macro: SectionMacro): NativeMacro {
  return (call, run) => {
    context.reading.sectionOpened = true;
    if (macro.defines !== undefined) run.define(...macro.defines);
    if (macro.beforeMailer !== undefined && !run.isDefined("_MAILER_DEFINED_"))
      printMessage(context.reading, run, macro.beforeMailer, [], call);
    if (macro.before !== undefined) return `${macro.before}divert(${macro.diversion})${macro.text}`;
    run.divert(macro.diversion);
    return macro.text;
  };
}

/** FEATURE, MAILER and the other macros that read a file of the library. */
function fileNatives(context: NativeContext): Record<FileMacro, NativeMacro> {
  return {
    FEATURE: (call, run) => {
      if (run.isDefined("_MAILER_DEFINED_")) printMessage(context.reading, run, "feature-after-mailer", [], call);
      return readFile(context, "FEATURE", call, run);
    },
    MAILER: (call, run) => {
      const id = text(call, 1) || text(call, 0);
      run.define("_MAILER_DEFINED_", "1");
      if (run.isDefined(`_MAILER_${id}_`)) {
        printMessage(context.reading, run, "mailer-already-included", [id], call);
        return "";
      }
      run.define(`_MAILER_${id}_`, "");
      return readFile(context, "MAILER", call, run, 7);
    },
    OSTYPE: (call, run) => {
      if (run.isDefined("__OSTYPE__")) printMessage(context.reading, run, "duplicate-ostype", [text(call, 0)], call);
      run.define("__OSTYPE__", text(call, 0));
      return readFile(context, "OSTYPE", call, run);
    },
    DOMAIN: (call, run) => readFile(context, "DOMAIN", call, run),
    HACK: (call, run) => readFile(context, "HACK", call, run),
    SITECONFIG: (call, run) => {
      const [, name = "", className = ""] = call.args.map((arg) => arg.text);
      context.reading.siteClass = className;
      run.define(`_CLASS_${className}_`, "");
      const path = findFile(context, "siteconfig", text(call, 0), run);
      const names = className === "U" ? `C{w}${name} ${name}.UUCP\n` : "";
      return `D${className}${name}\n${names}\n${path === undefined ? "" : `include(\`${path}')`}`;
    },
  };
}

/** Macros that set or write something by themselves. */
function settingNatives(context: NativeContext): Record<string, NativeMacro> {
  const append = (run: M4Run, name: string, more: string) => run.define(name, (run.definition(name) ?? "") + more);
  const mailFilter = (call: MacroCall, run: M4Run) => {
    append(run, "_MAIL_FILTERS_", `\nX${text(call, 0)}, ${text(call, 1)}`);
    append(run, "_MAIL_FILTERS_DEF", "X");
  };
  return {
    VERSIONID: (call) => `\`#####  ${text(call, 0)}  #####'`,
    MASQUERADE_AS: (call) => `define(\`MASQUERADE_NAME',${text(call, 0)})`,
    DAEMON_OPTIONS: (call, run) => {
      append(run, "_DPO_", `\nO DaemonPortOptions=${text(call, 0)}`);
      return "";
    },
    CLIENT_OPTIONS: (call, run) => {
      append(run, "_CPO_", `\nO ClientPortOptions=${text(call, 0)}`);
      return "";
    },
    MAIL_FILTER: (call, run) => {
      mailFilter(call, run);
      return "\n";
    },
    INPUT_MAIL_FILTER: (call, run) => {
      mailFilter(call, run);
      const before = run.definition("confINPUT_MAIL_FILTERS") ?? "";
      const all = before === "" ? text(call, 0) : `${before}, ${text(call, 0)}`;
      run.define("confINPUT_MAIL_FILTERS", all);
      return "\n\n";
    },
    QUEUE_GROUP: (call, run) => {
      append(run, "_QUEUE_GROUP_", `\nQ${text(call, 0)}, ${text(call, 1)}`);
      return "";
    },
    MODIFY_MAILER_FLAGS: (call, run) => {
      const mailer = text(call, 0);
      const flags = text(call, 1);
      if (flags.startsWith("+")) append(run, `${mailer}_MF_A_`, flags.slice(1));
      else if (flags.startsWith("-")) append(run, `${mailer}_MF_D_`, flags.slice(1));
      else {
        run.define(`${mailer}_MF_`, flags);
        run.define(`${mailer}_MF_A_`, "");
        run.define(`${mailer}_MF_D_`, "");
      }
      return "";
    },
    UUCPSMTP: (call) => `R $* < @ ${text(call, 0)} .UUCP > $*\t$1 < @ ${text(call, 1)} > $2`,
    SITE: (call, run) => {
      const name = text(call, 0);
      if (context.reading.siteClass === undefined) return asText(call, run);
      return context.reading.siteClass === "U" && text(call, 1) === "S"
        ? `CY${name}`
        : `C${context.reading.siteClass}${name}`;
    },
  };
}

/** The library's small tools, for files of a site that use them. */
function toolNatives(context: NativeContext): Record<string, NativeMacro> {
  const tools: Record<string, NativeMacro> = {
    PUSHDIVERT: (call, run) => {
      context.reading.diversions.push(run.divnum);
      run.divert(Number.parseInt(text(call, 0), 10) || 0);
      return "";
    },
    POPDIVERT: (_call, run) => {
      run.divert(context.reading.diversions.pop() ?? 0);
      return "";
    },
    lower: (call) => text(call, 0).toLowerCase(),
    strcasecmp: (call) => (text(call, 0).toLowerCase() === text(call, 1).toLowerCase() ? "1" : "0"),
    _DEFIFNOT: (call, run) => (run.isDefined(text(call, 0)) ? "" : callText("define", [text(call, 0), text(call, 1)])),
    _OPTINS: (call, run) => (run.isDefined(text(call, 0)) ? text(call, 1) + text(call, 0) + text(call, 2) : ""),
    CONCAT: (call) =>
      call.args
        .slice(0, 7)
        .map((arg) => arg.text)
        .join(""),
    DOL: (call) => `\`$'${text(call, 0)}`,
    _MODMF_: (call) => text(call, 0),
  };
  for (let n = 1; n <= 9; n++) {
    tools[`_ARG${n}_`] = () => context.reading.fileArguments[n - 1] ?? "";
    tools[`_ACC_ARG_${n}_`] = (call) => text(call, n - 1);
  }
  return tools;
}

/** Sets up what the library sets up before the first line of the .mc. */
function loadNative(context: NativeContext): NativeMacro {
  return (_call, run) => {
    context.reading.loaded = true;
    for (const name in initialDefinitions) run.define(name, initialDefinitions[name] ?? "");
    if (!run.isDefined("_CF_DIR_")) run.define("_CF_DIR_", context.reading.cfDir);
    if (!run.isDefined("MAIL_SETTINGS_DIR")) run.define("MAIL_SETTINGS_DIR", initialMailSettingsDir);
    run.divert(0);
    return `changecom()undefine(\`format')undefine(\`hpux')m4wrap(\`${endMacro}')`;
  };
}

/** Name of the source through which the vocabulary comes to life. */
export const librarySource = "sendmail:cf.m4";

/** Name of the native that brings it to life. */
export const loadMacro = "__sendmail_library__";

/** What runs after the last line, and each check that it makes. */
const endMacro = "__sendmail_end__";
const checkMacro = "__sendmail_check__";

/** Name of the native that lets a pending effect happen. */
const applyMacro = "__sendmail_apply__";

/** All natives. Until the library is loaded the words of the vocabulary are plain text, as they are to m4. */
function makeNatives(context: NativeContext): Map<string, NativeMacro> {
  const natives = new Map<string, NativeMacro>();
  const add = (name: string, native: NativeMacro, recorded: boolean) =>
    natives.set(name, (call, run) => {
      if (!context.reading.loaded) return asText(call, run);
      if (recorded) context.reading.calls.push(call);
      return native(call, run);
    });
  for (const [name, native] of Object.entries(fileNatives(context))) add(name, native, true);
  for (const [name, native] of Object.entries(settingNatives(context))) add(name, native, true);
  for (const name in sectionMacros) add(name, sectionNative(context, sectionMacros[name] as SectionMacro), true);
  for (const name in classMacros) add(name, classNative(context, classMacros[name] as ClassMacro), true);
  for (const [name, native] of Object.entries(toolNatives(context))) add(name, native, false);
  natives.set(loadMacro, loadNative(context));
  natives.set(applyMacro, (_call, run) => {
    const pending = context.reading.pending.pop();
    return pending === undefined ? "" : applyEffect(pending.effect, context.reading, run, pending.call, true);
  });
  natives.set(endMacro, (_call, run) => endText(checkMacro, run));
  natives.set(checkMacro, (call, run) => {
    endCheck(context.reading, run, Number(text(call, 0)), text(call, 1));
    return "";
  });
  return natives;
}

/** The natives are made once; what they write to is the reading that is under way. */
const underWay: { context: NativeContext } = {
  context: { reading: new Reading(), hasHost: false, knows: () => false },
};
const natives = makeNatives({
  get reading() {
    return underWay.context.reading;
  },
  get hasHost() {
    return underWay.context.hasHost;
  },
  knows: (kind, name) => underWay.context.knows(kind, name),
});

/** Runs `work`, an expansion with the natives that it is given, and lets them write to `context` meanwhile. */
export function withNatives<T>(context: NativeContext, work: (all: ReadonlyMap<string, NativeMacro>) => T): T {
  const outer = underWay.context;
  underWay.context = context;
  try {
    return work(natives);
  } finally {
    underWay.context = outer;
  }
}
