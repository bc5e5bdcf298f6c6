// Which lines of a .cf come from which place in the .mc.
import type { BuiltCf } from "../../mc/build.ts";
import type { CfMember, MailSite } from "../../site/types.ts";
import type { Span, TextDocument } from "../../text.ts";

/** More lines of a .cf than these are not shown for one place of the .mc. */
const MOST_LINES = 100;

/** Where the line at an offset of a .cf was written; undefined for the library's own lines, and for lines that the .mc does not make. */
export function originOf({ document }: CfMember, offset: number, built: BuiltCf | undefined): Span | undefined {
  if (built === undefined) return undefined;
  const at = partnersOf(document, built).indexOf(document.positionAt(offset).line);
  return at === -1 ? undefined : built.lines[at];
}

/** The lines of a site's .cf that come from an offset of its .mc. */
export function madeFrom({ cf }: MailSite, offset: number, built: BuiltCf | undefined): readonly Span[] {
  if (cf === undefined || built === undefined) return [];
  const { document } = cf;
  const partners = partnersOf(document, built);
  return built
    .linesFrom(offset)
    .flatMap((line) => {
      const there = partners[line];
      if (there === undefined || there === -1) return [];
      const start = document.offsetAt({ line: there, character: 0 });
      const end = document.offsetAt({ line: there + 1, character: 0 });
      const text = document.slice(start, end).trimEnd();
      return text === "" ? [] : [{ source: document.uri, start, end: start + text.length }];
    })
    .slice(0, MOST_LINES);
}

/**
 * For each line that the library makes now, the line of the .cf that is the same; -1 for none. The .cf may be older than the .mc:
 * lines of the same text are taken in their order.
 */
function partnersOf(document: TextDocument, built: BuiltCf): readonly number[] {
  const places = new Map<string, number[]>();
  document
    .getText()
    .split(/\r?\n/)
    .forEach((text, line) => {
      const known = places.get(text);
      if (known === undefined) places.set(text, [line]);
      else known.push(line);
    });
  const used = new Map<string, number>();
  return built.cf.split("\n").map((text) => {
    const nth = used.get(text) ?? 0;
    used.set(text, nth + 1);
    return places.get(text)?.[nth] ?? -1;
  });
}
