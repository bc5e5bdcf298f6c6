// What the files that start sendmail's daemon give it on its command line: options override those of its configuration.
import { OPTIONS } from "../cf/options/table.ts";
import type { Span } from "../text.ts";
import { daemonCommand, startupName } from "./daemon-command.ts";
import type { StartupDocuments } from "./startup-files.ts";

/** One thing that a startup file has sendmail do. */
export type StartupFlag =
  | {
      readonly kind: "option";
      /** As a .cf names it: `LogLevel`. */
      readonly name: string;
      readonly value: string;
      readonly file: string;
      readonly span: Span;
    }
  /** Another configuration than the usual one. */
  | { readonly kind: "config"; readonly path: string; readonly file: string; readonly span: Span };

/** Flags that take the next word where nothing is joined to them (getopt's list in main.c). */
const TAKES_WORD = /^-[AbBCDdfFhLMNOopRrVXx]$/;

/** What the startup files give the daemon, in order: of an option that is given again the last value counts. */
export function startupFlags(startup: StartupDocuments): readonly StartupFlag[] {
  const found: StartupFlag[] = [];
  const words = daemonCommand(startup)?.words ?? [];
  for (let n = 0; n < words.length; n++) {
    const first = words[n];
    if (first === undefined) break;
    const flag = first.text;
    const next = TAKES_WORD.test(flag) ? words[++n] : undefined;
    const given = next === undefined ? flag.slice(2) : next.text;
    const source = first.document.uri;
    // The words of a variable may come after those of the file that names it.
    const end = next?.document === first.document ? next.end : first.end;
    const [file, span] = [startupName(source), { source, start: first.start, end }];
    const letter = flag.slice(0, 2);
    if (letter === "-C") found.push({ kind: "config", path: given, file, span });
    const option = letter === "-O" ? longOption(given) : letter === "-o" ? shortOption(given) : undefined;
    if (option !== undefined) found.push({ kind: "option", ...option, file, span });
  }
  return found;
}

/** True where an option on the command line makes sendmail ignore one of the configuration: `Timeout.queuereturn` all that it is the beginning of. */
export function overrides(given: string, name: string): boolean {
  return given === name || (given.includes(".") && name.startsWith(`${given}.`));
}

/** Options whose part after a dot has a meaning; of all others sendmail ignores it. */
const WITH_SUBOPTIONS: ReadonlySet<string> = new Set(["Timeout", "Milter"]);

/** `Name=value`; as in a .cf, case does not matter, and a beginning that only one name has is enough. A space before it makes it unknown. */
function longOption(given: string): { readonly name: string; readonly value: string } | undefined {
  const [, written = "", part, value = ""] = /^([\w-]+)(?:\.([\w.*-]+))?\s*=?\s*(.*?)\s*$/s.exec(given) ?? [];
  const wanted = written.toLowerCase();
  const names = OPTIONS.map(({ name }) => name);
  const beginning = names.filter((one) => one.toLowerCase().startsWith(wanted));
  const exact = beginning.find((one) => one.length === wanted.length);
  const name = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (wanted === "" || name === undefined) return undefined;
  return { name: part !== undefined && WITH_SUBOPTIONS.has(name) ? `${name}.${part}` : name, value };
}

/** `L9`: the letter of an option, then its value. */
function shortOption(given: string): { readonly name: string; readonly value: string } | undefined {
  const option = OPTIONS.find(({ code }) => code === given.charCodeAt(0));
  return option === undefined ? undefined : { name: option.name, value: given.slice(1).trim() };
}
