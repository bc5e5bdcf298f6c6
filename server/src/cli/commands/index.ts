// All commands, in the order in which help lists them. A new command is a file here and a line below.
import { bt } from "./bt.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { completions } from "./completions.ts";
import { lsp } from "./lsp.ts";
import { HELP } from "./options.ts";
import { probe } from "./probe.ts";
import { relay } from "./relay.ts";
import { test } from "./test.ts";
import type { CommandText, OptionText } from "./types.ts";
import { where } from "./where.ts";

export type { CommandText, Example, OptionText, ValueKind } from "./types.ts";

const BY_NAME = { check, relay, where, bt, build, test, probe, lsp, completions } as const;

export type CommandName = keyof typeof BY_NAME;

export const COMMANDS: readonly CommandText[] = Object.values(BY_NAME);

/** What a command is described by; undefined for a name that is none. */
export function commandOf(name: string): (CommandText & { readonly name: CommandName }) | undefined {
  return isCommand(name) ? { ...BY_NAME[name], name } : undefined;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(BY_NAME, name);
}

/** The options of a command, with those that all have. */
export function optionsOf(command: CommandText): readonly OptionText[] {
  return [...command.options, HELP];
}

/** What the exit status says, for all commands. */
export const EXIT_TEXT: readonly { readonly status: number; readonly text: string }[] = [
  { status: 0, text: "Nothing at error level." },
  { status: 1, text: "Findings: an error, an open relay, a refused address." },
  {
    status: 2,
    text: "Bad usage, or input that cannot be read or judged. It still reports everything else that it found.",
  },
];
