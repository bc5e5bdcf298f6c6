// What is known of the terminal that is written to, and how text is laid out for it. Widths and wrapping are those of string-width and
// wrap-ansi, which know wide and combining characters; colours are Node's styleText.
import { styleText } from "node:util";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

export interface Screen {
  /** Whether a person reads along. */
  readonly isTerminal: boolean;
  /** Whether a build server reads along, which takes orders out of lines. */
  readonly isLog: boolean;
  /** Columns. */
  readonly width: number;
  readonly colors: boolean;
}

/** The width where nobody says. */
const USUAL_WIDTH = 80;
/** Nothing can be laid out in fewer columns than this; a line that is too long then is. */
const LEAST_WIDTH = 30;
/** Lines of text that are longer than this are hard to read, however wide the window. */
const WIDEST = 120;

/** A screen of which nothing is known. */
export const PLAIN_SCREEN: Screen = { isTerminal: false, isLog: false, width: USUAL_WIDTH, colors: false };

/** A stream as Node has it: a terminal says its width and what it can show. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Whether what is written goes to a file. */
  readonly isFile?: boolean;
  hasColors?(): boolean;
}

/**
 * What a stream can show. Node's own `hasColors` knows FORCE_COLOR and TERM.
 *
 * @param noColor the user needs none
 */
export function screenOf(
  stream: Stream,
  environment: Readonly<Record<string, string | undefined>>,
  noColor = false,
): Screen {
  const isTerminal = stream.isTTY === true;
  const forced = !isTerminal && /^(?:1|2|3|true|)$/.test(environment.FORCE_COLOR ?? "0");
  const columns = stream.columns ?? Number(environment.COLUMNS ?? Number.NaN);
  return {
    isTerminal,
    isLog: !isTerminal && stream.isFile !== true && /^(?!false$|0$)./.test(environment.CI ?? ""),
    width: Math.min(WIDEST, Math.max(LEAST_WIDTH, Number.isInteger(columns) && columns > 0 ? columns : USUAL_WIDTH)),
    colors: !noColor && !environment.NO_COLOR && (forced || (isTerminal && stream.hasColors?.() === true)),
  };
}

export type Style = Parameters<typeof styleText>[0];

/** A text in some style, where the screen shows colours. */
export function styled(screen: Screen, style: Style, text: string): string {
  return screen.colors && text !== "" && style.length > 0 ? styleText(style, text, { validateStream: false }) : text;
}

/** The columns that a text takes. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Plain text in lines of at most so many columns; a word that is longer is cut. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true })
    .split("\n")
    .map((line) => line.trimEnd());
}

/** A text with spaces after it, up to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

const MORE = "…";

/** As much of the beginning of a text as fits; a mark says that it goes on. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = "";
  for (const character of text) {
    if (widthOf(shown + character) > width - 1) break;
    shown += character;
  }
  return width < 1 ? "" : shown + MORE;
}
