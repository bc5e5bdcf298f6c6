// The names of options in O lines: which sendmail refuses, or reads as another option.
import { cfOptionNames, cfOptionRecord, nearestCfOptions } from "../../catalog/index.ts";

/** `O Name`, `O Name.sub`: what comes before `=`. Exactly one space belongs to the O. */
const LONG = /^O (?<name>[^=.]*)(?<sub>\.[^=]*)?/;
/** `OName=`, `OName:`: sendmail takes the first letter for an option of the old form and the rest for its value. */
const JOINED = /^O(?<name>[A-Za-z]\w+)(?<sign>=|:[ \t]*)/;
/** `O Name: x`, `O Name x`: without `=` all of it is the name. */
const UNSIGNED = /^O (?<name>[A-Za-z][\w.]*)(?<sign>:[ \t]*|[ \t]+(?![ \t=]))(?=.)/;

/** What is wrong with the name in an O line. */
export interface OptionMistake {
  /** The name as it is in the line, and its offset there. */
  readonly name: string;
  readonly at: number;
  readonly message: string;
  /** What the name should be; [] where nobody can tell. */
  readonly right: readonly string[];
}

/** What is wrong with the name in an O line; undefined where it is sound, or missing. */
export function mistakeInOption(text: string): OptionMistake | undefined {
  const { name: joined, sign: after = "" } = JOINED.exec(text)?.groups ?? {};
  if (joined !== undefined) return cfOptionRecord(joined) && joinedName(joined, after === "=" ? "" : after);
  const { name: known = "", sign = "" } = UNSIGNED.exec(text)?.groups ?? {};
  if (cfOptionRecord(known) !== undefined) return withoutEquals(known, sign);
  const { name: written = "", sub = "" } = LONG.exec(text)?.groups ?? {};
  const name = written.trimEnd();
  if (name.trim() === "") return undefined;
  const meant = optionsLike(name);
  const isExact = meant.some((option) => option.length === name.length);
  if (isExact && name.toLowerCase() === "timeout" && sub !== "") return unknownTimeout(`${name}${sub.trimEnd()}`);
  if (isExact || meant.length === 1) return undefined;
  return meant.length > 1 ? ambiguousName(name, meant) : unknownName(name);
}

/** The options that a name may be short for. */
function optionsLike(name: string): readonly string[] {
  return cfOptionNames().filter(
    (option) => !option.includes(".") && option.toLowerCase().startsWith(name.toLowerCase()),
  );
}

/** @param sign what is after the name in place of `=` */
function joinedName(name: string, sign: string): OptionMistake {
  return {
    name: `O${name}${sign}`,
    at: 0,
    message: `Without a space after the O, sendmail does not set this option.\nIt reads the old form, in which one letter names the option: this sets option ${name.charAt(0)} to "${name.slice(1)}...". ${name} does not change. Write O ${name}=value.`,
    right: [`O ${name}${sign === "" ? "" : "="}`],
  };
}

function withoutEquals(name: string, sign: string): OptionMistake {
  const message = `${name} has no = after it, so sendmail does not start.\nIt takes all of the line for a name and reports "unknown option name". Write O ${name}=value.`;
  return { name: `${name}${sign}`, at: 2, message, right: [`${name}=`] };
}

function unknownTimeout(name: string): OptionMistake | undefined {
  if (cfOptionRecord(name) !== undefined) return undefined;
  const right = nearestCfOptions(name).filter((option) => option.startsWith("Timeout."));
  const message = `sendmail has no timeout "${name.slice("Timeout.".length)}", so it does not start.\nIt reports "invalid timeout". ${advice(right)}`;
  return { name, at: 2, message, right };
}

function unknownName(name: string): OptionMistake {
  const right = nearestCfOptions(name.trim()).filter((option) => !option.includes("."));
  const message = `sendmail has no option "${name}", so it does not start.\nIt reports "unknown option name". ${advice(right)}`;
  return { name, at: 2, message, right };
}

function ambiguousName(name: string, meant: readonly string[]): OptionMistake {
  const shown = meant.slice(0, 4);
  const message = `"${name}" is an ambiguous option name, so sendmail does not start.\nIt may be short for ${shown.join(" or ")}. Write the name in full.`;
  return { name, at: 2, message, right: shown };
}

function advice(right: readonly string[]): string {
  return right.length > 0 ? `Did you mean ${right.join(" or ")}?` : "Look the name up in the operations guide.";
}
