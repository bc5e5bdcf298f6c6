// Builds the .cf of a .mc with the real m4 library: the text that GNU m4 writes, its messages, and which line came from where.
import { expand } from "../m4/index.ts";
import type { Budget, Expansion, M4Error, M4Host, OutputPiece } from "../m4/types.ts";
import type { Source, Span } from "../text.ts";
import { type Stretch, type Typed, TypedInto } from "./typed.ts";

export interface BuildRequest {
  /** The .mc. Its name is the one that messages show. */
  readonly source: Source;
  /** Reads the library and what the .mc includes; relative names as m4 would in its working directory. */
  readonly host: M4Host;
  /** Folder of the library, with a slash at its end. */
  readonly cfDir: string;
  /** `-D NAME=VALUE`, added to `_CF_DIR_` and `_NO_MAKEINFO_`. */
  readonly definitions?: ReadonlyMap<string, string>;
  /** True: a .mc that includes m4/cf.m4 by a name that is not there gets nothing, as with m4 itself; else the one of `cfDir`. */
  readonly asWritten?: boolean;
  readonly budget?: Partial<Budget>;
}

/** A message of m4 or of the library. */
export interface BuildMessage {
  readonly severity: "error" | "warning";
  /** The text without program, file and line. */
  readonly text: string;
  /** File and line (1-based) as m4 says them; for what the library prints by itself, the call in the .mc that made it do so. */
  readonly file: string;
  readonly line: number;
  readonly span: Span;
}

export interface BuiltCf {
  /** Byte for byte what `m4 -D_NO_MAKEINFO_ -D_CF_DIR_=DIR [DIR/m4/cf.m4] FILE` writes. */
  readonly cf: string;
  readonly stderr: string;
  /** That of m4; not 0 either where another library had to be used. */
  readonly exitStatus: number;
  readonly messages: readonly BuildMessage[];
  /** The library's own path, where the .mc includes m4/cf.m4 by a name that is not there and got the one of `cfDir`. */
  readonly redirected: string | undefined;
  /** The same where nothing took its place (`asWritten`). */
  readonly unread: string | undefined;
  /** For each line of the .cf (from 0) the stretch of the .mc that it comes from; undefined for lines of the library alone. */
  readonly lines: readonly (Span | undefined)[];
  /** The lines of the .cf (from 0) that come from an offset of the .mc; [] where nothing does. */
  linesFrom(offset: number): readonly number[];
  /**
   * The same for another text of the .mc, where m4 passes through what was typed: told without running it. Undefined where it has to run.
   * The files that were read have to be as they were, and the .mc none of them.
   */
  typed(text: string): BuiltCf | undefined;
}

/** Ten times what the largest real configuration needs; asking for a .cf is worth a moment more than a keystroke. */
const buildBudget: Partial<Budget> = { expansions: 200_000, output: 20_000_000 };

const libraryPath = /(?:^|\/)m4\/cf\.m4$/;

/** True if the .mc itself brings the library in, told by a run of it alone. */
function includesLibrary(expansion: Expansion): boolean {
  return expansion.includes.some(({ path }) => libraryPath.test(path));
}

/** Reads one .mc with the library. Never throws; a library that is not there is a message of m4. */
export function buildCf(request: BuildRequest): BuiltCf {
  const { source, host, cfDir } = request;
  const own = `${cfDir}m4/cf.m4`;
  let redirected: string | undefined;
  const definitions = new Map([["_CF_DIR_", cfDir], ["_NO_MAKEINFO_", ""], ...(request.definitions ?? [])]);
  const withLibrary: M4Host = {
    read(path) {
      const found = host.read(path);
      if (found !== undefined || request.asWritten === true || !libraryPath.test(path)) return found;
      redirected = path;
      return host.read(own);
    },
    whyNot: (path) => host.whyNot?.(path) ?? "No such file or directory",
  };
  const run = (sources: readonly Source[]): Expansion =>
    expand({
      sources,
      host: withLibrary,
      definitions,
      budget: { ...buildBudget, ...request.budget },
      isFollowed: true,
    });
  const alone = /cf\.m4/.test(source.text) ? run([source]) : undefined;
  const library = host.read(own) ?? { name: own, text: `include(\`${own}')` };
  const expansion = alone !== undefined && includesLibrary(alone) ? alone : run([library, source]);
  return new Built(source, expansion, redirected);
}

class Built implements BuiltCf {
  readonly #source: Source;
  readonly #expansion: Expansion;
  readonly cf: string;
  readonly stderr: string;
  readonly exitStatus: number;
  readonly messages: readonly BuildMessage[];
  #lineSpans: (Span | undefined)[] | undefined;
  #into: TypedInto | undefined;

  constructor(
    source: Source,
    expansion: Expansion,
    readonly redirected: string | undefined,
  ) {
    this.#source = source;
    this.#expansion = expansion;
    this.cf = expansion.output;
    this.stderr = expansion.stderr;
    this.exitStatus = redirected === undefined ? expansion.exitStatus : Math.max(expansion.exitStatus, 1);
    this.messages = [...this.#withoutLibrary(), ...expansion.errors.map((error) => this.#asMessage(error))];
  }

  get unread(): string | undefined {
    if (this.redirected !== undefined) return undefined;
    return this.#expansion.includes.find(({ path, found }) => !found && libraryPath.test(path))?.path;
  }

  get lines(): readonly (Span | undefined)[] {
    this.#lineSpans ??= spansByLine(this.#expansion, this.#source.name);
    return this.#lineSpans;
  }

  linesFrom(offset: number): readonly number[] {
    return linesAround(this.lines, offset);
  }

  typed(text: string, before?: readonly Stretch[]): BuiltCf | undefined {
    this.#into ??= new TypedInto(this.#source, this.#expansion);
    const typed = this.#into.after(text, before);
    return typed && new Retyped(this, typed, this.#source.name);
  }

  /** What m4 itself would say of the .mc's own path of the library; it would then write next to nothing. */
  #withoutLibrary(): readonly BuildMessage[] {
    const path = this.redirected;
    const include = this.#expansion.includes.find((one) => one.path === path);
    if (path === undefined || include === undefined) return [];
    const { site } = include.call;
    const line = this.#source.text.slice(0, site.start).split("\n").length;
    const place = { file: this.#source.name, line, span: site };
    return [
      { severity: "error", text: `cannot open \`${path}': No such file or directory`, ...place },
      {
        severity: "warning",
        text: "The library that was found elsewhere was used in its place. m4 does not do that.",
        ...place,
      },
    ];
  }

  #asMessage(error: M4Error): BuildMessage {
    const { severity, site } = error;
    const placed = /^m4:(.*?):(\d+): /.exec(error.stderr);
    const lineOfSite = this.#source.text.slice(0, site.start).split("\n").length;
    return {
      severity,
      text: error.message.trimEnd(),
      file: placed?.[1] ?? this.#source.name,
      line: placed?.[2] === undefined ? (site.source === this.#source.name ? lineOfSite : 1) : Number(placed[2]),
      span: site,
    };
  }
}

/** What was built, after edits that m4 passes through: the same with its places moved. */
class Retyped implements BuiltCf {
  readonly #before: Built;
  readonly #stretches: readonly Stretch[];
  readonly #moved: (span: Span) => Span;
  readonly cf: string;
  readonly stderr: string;
  readonly exitStatus: number;
  readonly redirected: string | undefined;
  readonly unread: string | undefined;
  #messages: readonly BuildMessage[] | undefined;
  #lines: readonly (Span | undefined)[] | undefined;

  constructor(before: Built, { stretches, output }: Typed, main: string) {
    this.#before = before;
    this.#stretches = stretches;
    this.#moved = movedIn(main, stretches);
    this.cf = output;
    this.stderr = before.stderr;
    this.exitStatus = before.exitStatus;
    this.redirected = before.redirected;
    this.unread = before.unread;
  }

  get messages(): readonly BuildMessage[] {
    this.#messages ??= this.#before.messages.map((one) => ({ ...one, span: this.#moved(one.span) }));
    return this.#messages;
  }

  get lines(): readonly (Span | undefined)[] {
    this.#lines ??= this.#before.lines.map((span) => span && this.#moved(span));
    return this.#lines;
  }

  linesFrom(offset: number): readonly number[] {
    return linesAround(this.lines, offset);
  }

  typed(text: string): BuiltCf | undefined {
    return this.#before.typed(text, this.#stretches);
  }
}

/** Where a place of a text is after edits. What ends where something is typed grows with it. */
function movedIn(main: string, stretches: readonly Stretch[]): (span: Span) => Span {
  return (span) => {
    if (span.source !== main) return span;
    let { start, end } = span;
    for (const edit of stretches) {
      if (span.end < edit.end) break;
      const shift = edit.text.length - (edit.end - edit.start);
      if (span.start > edit.start) start += shift;
      end += shift;
    }
    return { source: main, start, end };
  };
}

function linesAround(lines: BuiltCf["lines"], offset: number): readonly number[] {
  const found: number[] = [];
  lines.forEach((span, line) => {
    if (span !== undefined && span.start <= offset && offset <= span.end) found.push(line);
  });
  return found;
}

/** Where a piece comes from in the .mc: written there, or brought forth by a call that was, other than the include of the library. */
function placeIn(main: string, library: Span | undefined, { origin, call }: OutputPiece): Span | undefined {
  if (origin.source === main) return origin;
  for (let outer = call; outer !== undefined; outer = outer.parent)
    if (outer.site.source === main) return outer.site.start === library?.start ? undefined : outer.site;
  return undefined;
}

function spansByLine(expansion: Expansion, main: string): (Span | undefined)[] {
  const { output, pieces } = expansion;
  const library = expansion.includes.find(({ path }) => libraryPath.test(path))?.call.site;
  const spans: (Span | undefined)[] = [];
  let current: Span | undefined;
  const note = (place: Span | undefined) => {
    if (place === undefined) return;
    current =
      current === undefined
        ? place
        : { source: main, start: Math.min(current.start, place.start), end: Math.max(current.end, place.end) };
  };
  for (const piece of pieces) {
    const place = placeIn(main, library, piece);
    const exact = place !== undefined && place.end - place.start === piece.end - piece.start;
    let from = piece.start;
    while (from < piece.end) {
      const newline = output.indexOf("\n", from);
      const end = newline < 0 || newline >= piece.end ? piece.end : newline;
      const part = {
        source: main,
        start: (place?.start ?? 0) + from - piece.start,
        end: (place?.start ?? 0) + end - piece.start,
      };
      if (end > from || place !== undefined) note(exact ? part : place);
      if (end === piece.end) break;
      spans.push(current);
      current = undefined;
      from = end + 1;
    }
  }
  if (current !== undefined || (output !== "" && !output.endsWith("\n"))) spans.push(current);
  return spans;
}
