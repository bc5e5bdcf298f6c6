// Lines of the .cf of which a .mc leaves only spaces: after an empty line sendmail takes the two for a command and stops.
import { catalog } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import { WRITERS } from "../../mc/cf-lines.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { Span } from "../../text.ts";

/** What the line above is. */
type Above = "empty" | "text" | "unknown";

/** A call that has the library write lines where it is, and what the last of them is. */
interface Writer {
  readonly span: Span;
  readonly writes: { readonly last: Above } | "nothing" | "unknown";
}

/**
 * The spaces of each such line as they are written, with the # comment that may come after them, lines that follow each other
 * together. A line above that is a comment takes the spaces without harm, and so does every other line with text.
 *
 * Seen with sendmail 8.15.2 to 8.18.2: `define(...) dnl` after an empty line is "unknown configuration line".
 */
export function spaceLines(config: Pick<MailConfig, "active" | "expansion" | "uses">): readonly (readonly Span[])[] {
  const { expansion } = config;
  const writers = writersIn(config);
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
    else if (!/^[ \t]+(?:#.*)?$/.test(text)) above = "text";
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
  const write = ({ writes }: Writer) => {
    if (writes === "nothing") return;
    if (writes === "unknown") return forget();
    // The library's first line ends this one, or goes on with a comment.
    if (text !== "") close();
    forget();
    above = writes.last;
  };
  for (const { start, end, origin, call, diversion } of expansion.pieces) {
    const place = call?.site ?? origin;
    const writer = writerOf(call);
    if (writer !== undefined) {
      // What it writes is known by its name, where the .mc calls it by itself.
      if (!writers.some(({ span }) => isIn(span, writer.site))) last = undefined;
      continue;
    }
    const from = last?.diversion === diversion && last.place.source === place.source ? last.place.end : undefined;
    if (from === undefined) forget();
    for (const one of writers)
      if (one.span.source === place.source && one.span.start >= (from ?? 0) && one.span.start < place.start) write(one);
    last = { diversion, place };
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
  for (const one of writers)
    if (last !== undefined && one.span.source === last.place.source && one.span.start >= last.place.end) write(one);
  // The library goes on in a line of its own where the .mc was.
  if (last?.diversion === 0 && text !== "") close();
  return found.filter((each) => each.length > 0);
}

/** The calls that write, in the order of the text. */
function writersIn(config: Pick<MailConfig, "active" | "uses">): readonly Writer[] {
  return config.uses.flatMap(({ call, name, nameSpan, implied }) =>
    !implied && WRITERS.has(call.name) && call.name !== "VERSIONID"
      ? [{ span: nameSpan, writes: writtenBy(call.name, name, config) }]
      : [],
  );
}

function writtenBy(macro: string, name: string, { active }: Pick<MailConfig, "active">): Writer["writes"] {
  // What it writes goes to other places: mailers come after the rest.
  if (macro === "MAILER") return "nothing";
  const kind = FILES[macro];
  const record = kind === undefined ? undefined : catalog.get(kind, name);
  if (record === undefined) return "unknown";
  if (record.lastLine === "none") return "nothing";
  const hasText = record.textWith !== undefined && active.has(record.textWith);
  return { last: hasText ? "text" : (record.lastLine ?? "text") };
}

/** The files that a writer includes, as the catalogue calls them. */
const FILES: Readonly<Record<string, "feature" | "ostype" | "domain" | "hack">> = {
  FEATURE: "feature",
  OSTYPE: "ostype",
  DOMAIN: "domain",
  HACK: "hack",
};

/** The outermost call of the library that wrote something; the version in the product's own reading is not all of it. */
function writerOf(call: MacroCall | undefined): MacroCall | undefined {
  let found: MacroCall | undefined;
  for (let one = call; one !== undefined; one = one.parent)
    if (one.name !== "VERSIONID" && WRITERS.has(one.name)) found = one;
  return found;
}

function isIn(inner: Span, outer: Span): boolean {
  return inner.source === outer.source && inner.start >= outer.start && inner.start < outer.end;
}
