// What sendmail makes of the words after MAIL FROM: and RCPT TO: before any ruleset sees them.
import { type Outcome, refusal } from "./run.ts";
import { tokenize } from "./tokens.ts";

/** Sendmail's MAXNAME, less one: so many characters an address may have, brackets and comments included. */
const LONGEST = 255;
/** A token may be one longer (MAXNAME). */
const LONGEST_TOKEN = LONGEST + 1;
/** Parameters of MAIL and RCPT (SIZE=1000, NOTIFY=NEVER, ...), which may follow an address. */
const PARAMETERS = /^(?:size|body|ret|envid|auth|mtrk|notify|orcpt|deliverby|by|smtputf8)(?:=|$)/i;

/** An argument of MAIL or RCPT: its address, and what is wrong with it. */
export interface Argument {
  readonly address: string;
  readonly refused: Outcome | undefined;
}

/** Cuts the address off an argument, and refuses brackets, quotes and comments that do not match, as well as what is too long. */
export function readArgument(text: string): Argument {
  const trimmed = text.trim();
  const scanned = scan(trimmed);
  const { end, wrong } = scanned;
  const address = trimmed.slice(0, end);
  // sendmail cuts an address into tokens first, and looks at its length afterwards.
  if (wholeTokens(address, scanned).some((token) => token.length > LONGEST_TOKEN))
    return { address, refused: plain("5.1.0", "553 prescan: token too long") };
  if (wrong !== undefined) return { address, refused: plain("5.0.0", `553 Unbalanced '${wrong}'`) };
  if (address.length > LONGEST)
    return {
      address,
      refused: plain("5.1.0", `553 Address "${address.slice(0, LONGEST)}" too long (${LONGEST} bytes max)`),
    };
  const odd = trimmed
    .slice(end)
    .split(" ")
    .find((word) => word !== "" && !PARAMETERS.test(word));
  const name = /^[a-z0-9-]*/i.exec(odd ?? "")?.[0];
  return { address, refused: odd === undefined ? undefined : plain("5.5.4", `555 ${name} parameter unrecognized`) };
}

/** The tokens that sendmail comes to the end of: not a quote without its end, and not a word that a comment without its end follows. */
function wholeTokens(address: string, { wrong, opened }: Scanned): readonly string[] {
  if (wrong !== '"' && wrong !== "(") return tokenize(address);
  // A bracket has its partner in the part that is cut off.
  const before = address.slice(0, opened).replace(/[<>]/g, " ");
  const tokens = tokenize(before);
  return wrong === "(" && !/\s$/.test(before) ? tokens.slice(0, -1) : tokens;
}

/** What the daemon says to `RCPT TO:` without an address. */
export const NO_RECIPIENT: Outcome = plain("5.5.2", '501 Syntax error in parameters scanning "TO"');

/** A refusal whose text contains quotes of its own, so that it is one token without outer quotes. */
function plain(dsn: string, text: string): Outcome {
  return refusal(dsn, text.replace(/["\\]/g, "\\$&"));
}

interface Scanned {
  /** Where the address ends: at a space outside of brackets, quotes and comments. */
  readonly end: number;
  /** The first character without its partner. */
  readonly wrong: string | undefined;
  /** Where the last quote or comment begins. */
  readonly opened: number;
}

function scan(text: string): Scanned {
  let opened = 0;
  let angles = 0;
  let comments = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\\") i++;
    else if (quoted) quoted = c !== '"';
    else if (c === "(") {
      if (comments++ === 0) opened = i;
    } else if (c === ")") {
      if (--comments < 0) return { end: text.length, wrong: ")", opened };
    } else if (comments > 0) continue;
    else if (c === '"') {
      quoted = true;
      opened = i;
    } else if (c === "<") angles++;
    else if (c === ">") {
      if (--angles < 0) return { end: text.length, wrong: ">", opened };
    } else if (c === " " && angles === 0) return { end: i, wrong: undefined, opened };
  }
  const wrong = quoted ? '"' : comments > 0 ? "(" : angles > 0 ? "<" : undefined;
  return { end: text.length, wrong, opened };
}

/** Parameters whose values say nothing about relaying, as each command takes them. */
const PLAIN_PARAMETERS = {
  mail: /^(?:size=\d{1,9}|body=(?:7bit|8bitmime)|ret=(?:full|hdrs))$/i,
  rcpt: /^notify=(?:never|(?:success|failure|delay)(?:,(?:success|failure|delay))*)$/i,
} as const;

/** True where an argument has a parameter that its command may not know, or whose value it may refuse. */
export function hasOddParameters(text: string, command: "mail" | "rcpt"): boolean {
  const trimmed = text.trim();
  const words = trimmed.slice(scan(trimmed).end).split(" ");
  return words.some((word) => PARAMETERS.test(word) && !PLAIN_PARAMETERS[command].test(word));
}
