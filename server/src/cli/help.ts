// Help on a terminal, from the descriptions of the commands.
import { COMMANDS, type CommandText, EXIT_TEXT, type OptionText, optionsOf } from "./commands/index.ts";
import { padded, type Screen, styled, widthOf, wrapped } from "./screen.ts";

const INDENT = 2;
/** Options that are longer than this have their text on the next line. */
const WIDEST_TERM = 24;

/** An option as help writes it: `-o, --output FILE`. */
export function termOf({ name, short, value }: OptionText): string {
  const shown = value === undefined ? "" : value.optional === undefined ? ` ${value.shown}` : `[=${value.shown}]`;
  return `${short === undefined ? "" : `-${short}, `}--${name}${shown}`;
}

/** How a command is written: `sendmail-lint check [OPTION...] PATH...`. */
export function usageOf({ name, operands }: CommandText): string {
  return `sendmail-lint ${name} [OPTION...]${operands === "" ? "" : ` ${operands}`}`;
}

/** The lines of the help for all. */
export function overview(screen: Screen): readonly string[] {
  return [
    `${heading(screen, "Usage:")} sendmail-lint COMMAND [OPTION...]`,
    "",
    ...wrapped("Says what sendmail does with its configuration, above all for whom it relays mail.", screen.width),
    "",
    heading(screen, "Commands:"),
    ...terms(
      screen,
      COMMANDS.map(({ name, summary }) => [name, summary]),
    ),
    "",
    heading(screen, "Options:"),
    ...terms(screen, [
      ["-h, --help", "Shows this help; after a command, that of the command."],
      ["--version", "Shows the version."],
    ]),
    "",
    ...exitStatus(screen),
    "",
    "sendmail-lint COMMAND --help says more about a command.",
  ];
}

/** The lines of the help for one command. */
export function helpOf(command: CommandText, screen: Screen): readonly string[] {
  return [
    `${heading(screen, "Usage:")} ${usageOf(command)}`,
    ...command.about.flatMap((paragraph) => ["", ...wrapped(plain(paragraph), screen.width)]),
    "",
    heading(screen, "Options:"),
    ...terms(
      screen,
      optionsOf(command).map((option) => [termOf(option), option.text]),
    ),
    "",
    heading(screen, "Examples:"),
    ...command.examples.flatMap(({ line, text }, n) => [
      ...(n === 0 ? [] : [""]),
      ...wrapped(text, screen.width - INDENT).map(indented),
      ...indentedAll([styled(screen, "cyan", line)]),
    ]),
  ];
}

function exitStatus(screen: Screen): readonly string[] {
  return [
    heading(screen, "Exit status:"),
    ...terms(
      screen,
      EXIT_TEXT.map(({ status, text }) => [String(status), text]),
    ),
  ];
}

function heading(screen: Screen, text: string): string {
  return styled(screen, "bold", text);
}

/** Words with what they mean, in two columns. */
function terms(screen: Screen, all: readonly (readonly [term: string, text: string])[]): readonly string[] {
  const column = Math.min(WIDEST_TERM, Math.max(...all.map(([term]) => widthOf(term)))) + 2;
  return all.flatMap(([term, text]) => {
    const lines = wrapped(plain(text), screen.width - INDENT - column);
    const [first = "", ...rest] = lines;
    const shown = styled(screen, "bold", term);
    const gap = " ".repeat(INDENT + column);
    if (widthOf(term) + 2 > column) return [indented(shown), ...lines.map((line) => gap + line)];
    return [indented(shown + padded("", column - widthOf(term)) + first), ...rest.map((line) => gap + line)];
  });
}

/** A text of a description without the backquotes around words of code. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

function indented(line: string): string {
  return " ".repeat(INDENT) + line;
}

function indentedAll(lines: readonly string[]): readonly string[] {
  return lines.map(indented);
}
