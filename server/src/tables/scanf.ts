// The formats of C's scanf, as far as the lines of class files are read by them.
import { isSpace } from "./space.ts";

/** What a format takes of a line: the text that its one conversion assigns, and where it begins. */
export type Scan = (line: string) => { readonly text: string; readonly start: number } | undefined;

/** One step of a format: gives the index to go on at, -1 where the line does not fit. */
interface Step {
  readonly kind: "space" | "literal" | "conversion";
  readonly char: string;
  readonly accepts: ((unit: number) => boolean) | undefined;
  readonly width: number;
  readonly skipsSpace: boolean;
  readonly assigns: boolean;
  /** A run has to have one character; `%c` takes exactly its width. */
  readonly exact: boolean;
}

/** Reads a format. What it takes of a line is undefined where nothing is assigned, or more than one text: sendmail passes over such a line. */
export function scanf(format: string): Scan {
  const steps = stepsOf(format);
  return (line) => {
    let at = 0;
    let assigned = 0;
    let found: { text: string; start: number } | undefined;
    for (const step of steps) {
      if (step.kind === "space") {
        while (at < line.length && isSpace(line.charCodeAt(at))) at++;
        continue;
      }
      if (step.kind === "literal") {
        if (line[at] !== step.char) break;
        at++;
        continue;
      }
      if (step.skipsSpace) while (at < line.length && isSpace(line.charCodeAt(at))) at++;
      let end = at;
      while (end < line.length && end - at < step.width && (step.accepts?.(line.charCodeAt(end)) ?? false)) end++;
      if (end === at || (step.exact && end - at < step.width)) break;
      if (step.assigns) {
        assigned++;
        found ??= { text: line.slice(at, end), start: at };
      }
      at = end;
    }
    return assigned === 1 ? found : undefined;
  };
}

function stepsOf(format: string): readonly Step[] {
  const steps: Step[] = [];
  const plain = { accepts: undefined, width: 0, skipsSpace: false, assigns: false, exact: false };
  for (let at = 0; at < format.length; at++) {
    const char = format.charAt(at);
    if (isSpace(char.charCodeAt(0))) steps.push({ ...plain, kind: "space", char });
    else if (char !== "%") steps.push({ ...plain, kind: "literal", char });
    else if (format[at + 1] === "%") {
      steps.push({ ...plain, kind: "literal", char: "%" });
      at++;
    } else {
      const head = /^%(\*?)(\d*)[hlLq]*/.exec(format.slice(at)) ?? ["%", "", ""];
      at += head[0].length;
      // A width of 0 is none.
      const width = Number(head[2]) || Number.MAX_SAFE_INTEGER;
      const letter = format[at];
      const shared = { kind: "conversion", char: letter ?? "", assigns: head[1] === "" } as const;
      if (letter === "[") {
        const set = readSet(format, at + 1);
        at = set.end;
        steps.push({ ...shared, accepts: set.accepts, width, skipsSpace: false, exact: false });
      } else if (letter === "c") {
        const count = Number(head[2]) || 1;
        steps.push({ ...shared, accepts: () => true, width: count, skipsSpace: false, exact: true });
      } else {
        // A number is a word that happens to be one; what else is there reads nothing that is a word.
        const accepts = letter === "s" ? (unit: number) => !isSpace(unit) : acceptsNumber;
        steps.push({
          ...shared,
          accepts,
          width,
          skipsSpace: true,
          exact: false,
          assigns: letter === "s" && shared.assigns,
        });
      }
    }
  }
  return steps;
}

function acceptsNumber(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 43 || unit === 45;
}

/** `[a-z]`, `[^...]`, `[]...]`; a set that is not closed ends with the format. `end` is the index of its last character. */
function readSet(format: string, start: number): { readonly accepts: (unit: number) => boolean; readonly end: number } {
  let at = start;
  const negated = format[at] === "^";
  if (negated) at++;
  const wanted = new Set<number>();
  const result = (end: number) => ({ accepts: (unit: number) => wanted.has(unit) !== negated, end });
  if (at >= format.length) return result(at);
  let unit = format.charCodeAt(at++);
  for (;;) {
    wanted.add(unit);
    for (;;) {
      if (at >= format.length) return result(at);
      const next = format.charAt(at++);
      if (next === "]") return result(at - 1);
      const high = format.charCodeAt(at);
      if (next !== "-" || at >= format.length || format[at] === "]" || high < unit) {
        unit = next.charCodeAt(0);
        break;
      }
      at++;
      while (unit < high) wanted.add(++unit);
    }
  }
}
