// Reads a command's arguments as its description says, and says what was meant where they do not fit. Node's own parseArgs does the reading:
// it knows `--name=value`, `-n value`, `-abc` and `--`, and needs no package.
import { statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { nearestNames } from "../catalog/index.ts";
import { type CommandText, type OptionText, optionsOf } from "./commands/index.ts";

/** Arguments that a command cannot be run with; the message is a sentence or two for people. */
export class UsageError extends Error {}

type Value = string | boolean | (string | boolean)[] | undefined;

/** What was given to a command. A name that the command does not describe is a defect of ours. */
export class Arguments {
  readonly operands: readonly string[];
  readonly #values: Readonly<Record<string, Value>>;

  constructor(operands: readonly string[], values: Readonly<Record<string, Value>>) {
    this.operands = operands;
    this.#values = values;
  }

  /** Whether a switch was given. */
  has(name: string): boolean {
    return this.#values[name] === true;
  }

  /** An option's value; undefined where it was not given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  /** All values of an option that may be given several times. */
  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** A value that is one of some words. */
  oneOf<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
    const value = this.text(name);
    const found = names.find((one) => one === value);
    if (value !== undefined && found === undefined)
      throw new UsageError(`--${name} takes one of ${names.join(", ")}, not "${value}".${meant(value, names)}`);
    return found;
  }

  wholeNumber(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value)) throw new UsageError(`--${name} needs a whole number, not "${value}".`);
    return Number(value);
  }

  seconds(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d+(?:\.\d+)?$/.test(value)) throw new UsageError(`--${name} takes a number of seconds, not "${value}".`);
    return Number(value);
  }

  /** The URI of a folder. */
  folder(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!statSync(value, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--${name} needs a folder, and "${value}" is not one.`);
    return pathToFileURL(path.resolve(value)).href;
  }
}

/** Reads the arguments after a command's name. Throws a `UsageError` for one that the command does not have. */
export function readArguments(command: CommandText, given: readonly string[]): Arguments {
  const options = optionsOf(command);
  const args = withOptionalValues(given, options);
  const config = Object.fromEntries(options.map((option) => [option.name, configOf(option)]));
  const { tokens = [] } = parseArgs({ args, options: config, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    const names = options.map(({ name }) => `--${name}`);
    if (option === undefined)
      throw new UsageError(`${command.name} has no option ${token.rawName}.${meant(token.rawName, names)}`);
    if (option.value === undefined && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value.`);
    if (option.value !== undefined && token.value === undefined)
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${option.value.shown}`);
    if (token.value?.startsWith("-") && token.value !== "-" && token.inlineValue === false)
      throw new UsageError(
        `${token.rawName} needs a value, and ${token.value} looks like an option. If it is the value, write --${token.name}=${token.value}`,
      );
  }
  try {
    const { values, positionals } = parseArgs({ args, options: config, allowPositionals: true });
    return new Arguments(positionals, values);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    // Node adds hints on further lines.
    throw new UsageError(error.message.replace(/[.\n].*$/s, "."));
  }
}

/** An option that may stand alone gets its value, which parseArgs does not know of. */
function withOptionalValues(given: readonly string[], options: readonly OptionText[]): string[] {
  const end = given.indexOf("--");
  return given.map((argument, n) => {
    const option = options.find(({ name, value }) => argument === `--${name}` && value?.optional !== undefined);
    return option === undefined || (end >= 0 && n > end) ? argument : `${argument}=${option.value?.optional}`;
  });
}

function configOf({ short, value, multiple }: OptionText) {
  return {
    type: value === undefined ? ("boolean" as const) : ("string" as const),
    ...(short === undefined ? {} : { short }),
    ...(multiple === undefined ? {} : { multiple }),
  };
}

/** ` Did you mean ...?`, or nothing where no name is near. */
export function meant(given: string, names: readonly string[]): string {
  const near = nearestNames(given, names);
  return near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
}
