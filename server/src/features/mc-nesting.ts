// The nesting of a .mc as its letters show it: quotes in quotes, arguments, calls. For text that m4 never runs as well.
import type { McMember } from "../site/types.ts";
import type { Span } from "../text.ts";
import type { Place } from "./editor.ts";

type Stretch = Pick<Span, "start" | "end">;

/** Something that was opened and is not closed yet. */
interface Open {
  readonly close: "'" | ")";
  /** Its first letter, of a call that of its name. */
  readonly start: number;
  /** After the quote or parenthesis. */
  inner: number;
  /** Where the argument begins that is being read. */
  argument: number;
}

/** The stretches around an offset: what is in quotes, with and without them, arguments, calls, dnl comments. */
export function mcNesting({ file: { document }, offset }: Place<McMember>): readonly Stretch[] {
  const text = document.getText();
  const found: Stretch[] = [];
  const note = (start: number, end: number) => {
    if (start <= offset && offset <= end) found.push({ start, end });
  };
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const top = open.at(-1);
    if (char === "`") open.push({ close: "'", start: at, inner: at + 1, argument: at + 1 });
    else if (char === "'" && top?.close === "'") {
      open.pop();
      note(top.inner, at);
      note(top.start, at + 1);
    } else if (char === "(") {
      const name = nameBefore(text, at);
      open.push({ close: ")", start: name, inner: at + 1, argument: at + 1 });
    } else if (char === ")" && top?.close === ")") {
      open.pop();
      argument(text, top.argument, at, note);
      note(top.inner, at);
      note(top.start, at + 1);
    } else if (char === "," && top?.close === ")") {
      argument(text, top.argument, at, note);
      top.argument = at + 1;
    } else if (char === "d" && isDnl(text, at)) {
      const end = text.indexOf("\n", at);
      note(at, end === -1 ? text.length : end);
      if (end === -1) break;
      at = end;
    }
    // Nothing that begins later is around the offset.
    if (at > offset && open.every(({ start }) => start > offset)) break;
  }
  return found;
}

function argument(text: string, start: number, end: number, note: (start: number, end: number) => void): void {
  const inner = text.slice(start, end);
  const from = start + inner.length - inner.trimStart().length;
  note(from, from + inner.trim().length);
}

function nameBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  return start;
}

function isDnl(text: string, at: number): boolean {
  return text.startsWith("dnl", at) && !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + 3));
}
