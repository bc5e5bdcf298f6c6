// What sendmail says of a .cf: the codes that rules may ask for, and how a message is printed.
import { type Coded, FIRST_CODE, FIRST_NAME_ID, quoteBytes } from "./codes.ts";
import { byteOf } from "./names.ts";
import { shorten } from "./rewrite/show.ts";
import type { CfLine, CfMessage } from "./types.ts";

/** What a message is about; the same in all versions. */
export const MESSAGE_CODES = {
  "unknown-line": "A line begins with a letter that sendmail does not know.",
  name: "The name of a macro or class is missing, open, too long, or one too many.",
  recursion: "A macro's value contains the macro itself.",
  "no-ruleset": "A rule comes before any S line that sendmail accepts.",
  "no-tab": "A rule has no tab between its sides.",
  rule: "One side of a rule is empty or cannot be read.",
  "out-of-bounds": "The right side of a rule uses more wildcards than the left side has.",
  operator: "An operator is on the side of a rule where it has no meaning.",
  lookup: "The brackets of a map lookup do not fit.",
  ruleset: "The name or number of a ruleset cannot be used.",
  "ruleset-again": "A ruleset is opened again.",
  "class-file": "A class file cannot be read.",
  map: "A K line cannot be used.",
  "map-type": "sendmail was not built with this type of map.",
  "map-argument": "A map's arguments are wrong.",
  mailer: "An M line cannot be used.",
  "mailer-equate": "An M line has an equate that sendmail does not know, or one without a value.",
  "host-name": "The name of the host has no dot.",
  "no-mailer": "sendmail needs a mailer that no M line defines.",
  option: "An option is unknown, ambiguous or without a name.",
  abbreviation: "An option's name is cut short.",
  "option-value": "An option has a value that sendmail refuses.",
  "delivery-mode": "SuperSafe=interactive is meant for interactive delivery.",
  time: "A time has a unit that sendmail does not know.",
  daemon: "The options of a daemon are wrong.",
  user: "A user or group does not exist.",
  precedence: "There are too many P lines.",
  queue: "A Q line cannot be used.",
  milter: "An X line cannot be used.",
  version: "The V line is wrong, or the level is another than this sendmail's.",
  header: "An H line cannot be read.",
} as const;

export type MessageCode = keyof typeof MESSAGE_CODES;

export interface MessageOptions {
  readonly severity?: "fatal" | "warning";
  /** False for what sendmail writes without file and line: warnings that it prints itself. */
  readonly placed?: boolean;
  readonly ends?: boolean;
  readonly line?: number;
}

export function messageOf(code: MessageCode, text: Coded, line: CfLine, options: MessageOptions): CfMessage {
  const severity = options.severity ?? "fatal";
  return {
    severity,
    code,
    text,
    placed: options.placed ?? (severity === "fatal" && line.number > 0),
    line: options.line ?? line.number,
    span: line.span,
    ends: options.ends ?? false,
  };
}

/**
 * A message as sendmail prints it in test mode, without a line feed.
 * @param file the name by which sendmail was told to read the file
 */
export function printMessage({ placed, line, text }: CfMessage, file: string): string {
  return (placed ? `${shorten(file, 83)}: line ${line}: ` : "") + sevenBits(text);
}

/** sendmail takes the eighth bit away in messages, its own operators' included. */
function sevenBits(text: Coded): string {
  const printed = mapBytes(quoteBytes(text), 0x7f);
  const end = printed.indexOf("\0");
  return end < 0 ? printed : printed.slice(0, end);
}

/** A text as sendmail prints it where it prints the bytes that it has: operators and ids of names are bytes of its own. */
export function rawBytes(text: Coded): string {
  return mapBytes(text, 0xff);
}

function mapBytes(text: Coded, mask: number): string {
  let printed = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const byte = unit >= FIRST_NAME_ID ? byteOf(text.charAt(at)) : unit >= FIRST_CODE ? unit - FIRST_CODE : unit;
    printed +=
      unit < 128 ? text.charAt(at) : String.fromCharCode(unit < FIRST_CODE && mask === 0xff ? unit : byte & mask);
  }
  return printed;
}
