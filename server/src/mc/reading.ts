// What native macros note down while a .mc is expanded.
import type { MacroCall, Value } from "../m4/types.ts";
import type { Effect } from "./library/effect.ts";
import type { MessageId } from "./library/messages.ts";
import type { ClassMacro } from "./vocabulary.ts";

/** A message of the library, before it is known where its subject is. */
export interface NotedMessage {
  readonly id: MessageId;
  readonly text: string;
  readonly call: MacroCall | undefined;
  /** For the messages at the end of the file: the option or feature that they are about. */
  readonly about: { readonly setting: string } | { readonly feature: string } | undefined;
}

export interface NotedMap {
  readonly name: string;
  readonly spec: Value;
}

/** Members that a class macro was given, where they need no further expansion. */
export interface NotedClass {
  readonly macro: ClassMacro;
  readonly value: Value;
  readonly call: MacroCall;
}

/** The state of one reading. One object per run; the natives of that run write to it. */
export class Reading {
  /** True from the moment that the library's vocabulary is there. */
  loaded = false;
  /** True once the .mc has opened a section for raw lines. */
  sectionOpened = false;
  /** Folder of the library with a slash at its end, as `_CF_DIR_`. */
  cfDir = "";
  /** Vocabulary calls in the order in which they were expanded. */
  readonly calls: MacroCall[] = [];
  readonly maps = new Map<MacroCall, NotedMap>();
  readonly classes: NotedClass[] = [];
  readonly messages: NotedMessage[] = [];
  readonly unknownFiles: MacroCall[] = [];
  /** Effects that wait for m4 to have read the arguments' definitions. */
  readonly pending: { readonly effect: Effect; readonly call: MacroCall }[] = [];
  /** Diversions that PUSHDIVERT left. */
  readonly diversions: number[] = [];
  /** Arguments after the name of the FEATURE, HACK or MAILER that came last (`_ARG1_` ...). */
  fileArguments: readonly string[] = [];
  /** Class of the SITECONFIG that came last. */
  siteClass: string | undefined;
}
