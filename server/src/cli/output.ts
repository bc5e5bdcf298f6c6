// Where the command line writes, what its exit status says, and how texts of others get there without giving orders.
import { decode } from "../encoding.ts";

/** Lines out; tests give their own. */
export interface Output {
  /** One line to standard output. */
  print(text: string): void;
  /** Bytes to standard output, as they are. */
  write(bytes: Uint8Array): void;
  /** One line to standard error. */
  error(text: string): void;
}

export const EXIT = {
  /** Nothing at error level. */
  clean: 0,
  findings: 1,
  /** Bad usage, or input that cannot be read or judged. */
  usage: 2,
} as const;

/** The number for a run of several parts: what could not be read or judged outweighs what was found in the rest. */
export function worst(...statuses: readonly number[]): number {
  return Math.max(EXIT.clean, ...statuses);
}

/** Characters that a terminal obeys, that turn the direction of writing, or that nobody sees. */
const ORDERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Beginnings of commands that build servers read out of logs: at the start of a line, or anywhere (older forms). */
const COMMAND = /^(\s*):(?=:)/;
const OLD_COMMANDS = /##(?=(?:vso|teamcity)?\[)/g;

/** A text as one line that no terminal obeys. */
export function visible(text: string): string {
  return text.replace(ORDERS, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 9 || code === 10 || code === 13) return " ";
    const digits = code.toString(16).padStart(2, "0");
    return code < 0x100 ? `\\x${digits}` : code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
  });
}

/** Bytes of a file as lines that no terminal obeys. */
export function harmless(bytes: Uint8Array): string {
  return decode(Buffer.from(bytes)).text.replace(/(?!\t|\r?\n)\p{Cc}/gu, visible);
}

/** A text as one line that neither a terminal nor a build server obeys. */
export function printable(text: string): string {
  return visible(text).replace(COMMAND, "$1\\x3a").replace(OLD_COMMANDS, "#\\x23");
}

/** A value as one line of JSON, in which the same characters are escaped; it reads back as the same value. */
export function json(value: unknown): string {
  return JSON.stringify(value)
    .replace(ORDERS, (character) =>
      character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    )
    .replace(OLD_COMMANDS, "#\\u0023");
}
