// Lines of the .cf of which a .mc leaves only spaces: after an empty line sendmail takes the two for a command and stops.

import type { MacroCall } from "../../m4/types.ts";
import { WRITERS } from "../../mc/cf-lines.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { Span } from "../../text.ts";

/** What the line above is; what the library writes is not known here. */
type Above = "empty" | "text" | "unknown";

/**
 * The spaces of each such line, as they are written, lines that follow each other together. A line above that is a comment
 * takes the spaces without harm, and so does every other line with text.
 *
 * Seen with sendmail 8.15.2 to 8.18.2: `define(...) dnl` after an empty line is "unknown configuration line".
 */
export function spaceLines({ expansion, uses }: Pick<MailConfig, "expansion" | "uses">): readonly (readonly Span[])[] {
  const writers = uses.filter(({ call }) => WRITERS.has(call.name)).map(({ nameSpan }) => nameSpan);
  const found: Span[][] = [];
  let above: Above = "unknown";
  let text = "";
  let spaces: Span[] = [];
  /** The spaces that the line above adds to, while no line with text comes in between. */
  let run: Span[] | undefined;
  let last: { readonly diversion: number; readonly place: Span } | undefined;
  const forget = () => {
    above = "unknown";
    text = "";
    spaces = [];
    run = undefined;
  };
  const close = () => {
    if (text === "") above = "empty";
    else if (!/^[ \t]+$/.test(text)) above = "text";
    else if (above === "empty") {
      if (run === undefined) {
        run = [];
        found.push(run);
      }
      run.push(...spaces);
    }
    if (text === "" || above !== "empty") run = undefined;
    text = "";
    spaces = [];
  };
  for (const { start, end, origin, call, diversion } of expansion.pieces) {
    const place = call?.site ?? origin;
    const isApart =
      last === undefined ||
      last.diversion !== diversion ||
      last.place.source !== place.source ||
      writers.some(
        (writer) =>
          writer.source === place.source && writer.start >= (last?.place.end ?? 0) && writer.start < place.start,
      );
    if (isApart) forget();
    last = { diversion, place };
    if (isOfLibrary(call)) {
      forget();
      continue;
    }
    const lines = expansion.output.slice(start, end).split("\n");
    const isExact = call === undefined && origin.end - origin.start === end - start;
    let at = origin.start;
    for (const [index, part] of lines.entries()) {
      if (index > 0) close();
      text += part;
      if (part !== "" && isExact) spaces.push({ source: origin.source, start: at, end: at + part.length });
      at += part.length + 1;
    }
  }
  return found.filter((each) => each.length > 0);
}

/** True for what a file of the library writes: the version in the product's own reading is not all of it. */
function isOfLibrary(call: MacroCall | undefined): boolean {
  for (let one = call; one !== undefined; one = one.parent)
    if (one.name !== "VERSIONID" && WRITERS.has(one.name)) return true;
  return false;
}
