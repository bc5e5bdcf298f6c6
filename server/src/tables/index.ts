// Keyed files (maps, classes, aliases): from text to a table, and from one version of a text to the next.
import { lastAtMost, type Piece, type Span, type TextDocument } from "../text.ts";
import { aliasKey, duplicateAlias, MOST_REPEATED } from "./alias-key.ts";
import { cutLine, escapedLast, overflowLine, unfold, wholeLines } from "./alias-lines.ts";
import { readBlocks } from "./block.ts";
import { EntryView, foldText, PlacedBlock } from "./entry.ts";
import { KeyIndex, type Layout, type Place } from "./key-index.ts";
import { type Reading, readingOf, type TableKind, type TableOptions } from "./reading.ts";
import { isRefused, kindOf, LineKind, NUL, scanMapLine, TOO_LONG } from "./scan.ts";
import type { Table, TableBlock, TableComment, TableDuplicate, TableEntry, TableError } from "./types.ts";

export { type AliasKey, aliasErrors, aliasKey, type RefusedName, withoutSpace } from "./alias-key.ts";
export type { MakemapOptions, OnDuplicate, TableKind, TableOptions } from "./reading.ts";
export type { Columns } from "./text-map.ts";
export type * from "./types.ts";
export { foldText };

/**
 * Reads a keyed file as the program does that its kind names: `makemap` (any map's source; `access` with tags in its keys), an `F`
 * line of the .cf (`class`), a map of class `text`, or `newaliases`. Takes any text; what the program refuses is in `errors()`.
 */
export function parseTable(document: TextDocument, kind: TableKind, options: TableOptions = {}): Table {
  const reading = readingOf(kind, options);
  const pieces = piecesOf(document, reading);
  return new FlatTable(document.uri, options, reading, { pieces, blocks: readBlocks(pieces, reading) });
}

/**
 * Reads another version of the text of `previous`: only those pieces that are new, or not the same as before. `previous`
 * stays as it was; it comes back where nothing has changed.
 */
export function updateTable(previous: Table, document: TextDocument): Table {
  return previous instanceof FlatTable
    ? previous.next(document)
    : parseTable(document, previous.kind, previous.options);
}

/** The pieces that are read one by one: no entry is in two of them. */
function piecesOf(document: TextDocument, { kind }: Reading): readonly Piece[] {
  return kind === "aliases" ? wholeLines(document.pieces) : document.pieces;
}

class FlatTable implements Table {
  readonly source: string;
  readonly kind: Table["kind"];
  readonly options: TableOptions;
  readonly lineCount: number;
  readonly entryCount: number;
  readonly #reading: Reading;
  readonly #layout: Layout;
  readonly #blocks: readonly PlacedBlock[];
  /** The offset and the first line of each block. */
  readonly #starts: readonly number[];
  readonly #firstLines: readonly number[];
  #index: KeyIndex | undefined;
  #errors: readonly TableError[] | undefined;
  #duplicates: readonly TableDuplicate[] | undefined;

  constructor(source: string, options: TableOptions, reading: Reading, layout: Layout, index?: KeyIndex) {
    this.source = source;
    this.kind = reading.kind;
    this.options = options;
    this.#reading = reading;
    this.#layout = layout;
    this.#index = index;
    const table = { source, reading };
    let start = 0;
    let lines = 0;
    let entries = 0;
    this.#blocks = layout.pieces.map((piece, ordinal) => {
      const block = layout.blocks[ordinal];
      if (block === undefined) throw new RangeError("a piece without a block");
      const placed = new PlacedBlock(table, block, piece, lines, start);
      start += piece.length;
      lines += block.lineKinds.length;
      entries += block.hashes.length;
      return placed;
    });
    this.#starts = this.#blocks.map((block) => block.start);
    this.#firstLines = this.#blocks.map(({ firstLine }) => firstLine);
    // The empty line after the last line end counts, as it does in an editor.
    const last = layout.pieces.at(-1);
    this.lineCount = lines + (last === undefined || last.length === (last.lineFeeds.at(-1) ?? 0) ? 1 : 0);
    this.entryCount = entries;
  }

  next(document: TextDocument): Table {
    const pieces = piecesOf(document, this.#reading);
    const { pieces: known, blocks } = this.#layout;
    const most = Math.min(pieces.length, known.length);
    let head = 0;
    while (head < most && isSame(pieces[head], known[head])) head++;
    let tail = 0;
    while (tail < most - head && isSame(pieces[pieces.length - tail - 1], known[known.length - tail - 1])) tail++;
    if (head + tail === pieces.length && pieces.length === known.length) return this;
    const added = readBlocks(pieces.slice(head, pieces.length - tail), this.#reading);
    const removed = blocks.slice(head, blocks.length - tail);
    const layout = {
      pieces,
      blocks: [...blocks.slice(0, head), ...added, ...blocks.slice(blocks.length - tail)],
    };
    const isSmall = removed.length + added.length < blocks.length / 4 + 4;
    const index = isSmall ? this.#index : undefined;
    if (index !== undefined) {
      // The index goes on with the newest version; should anyone ask this one again, it makes its own.
      index.update(layout, removed, added);
      this.#index = undefined;
    }
    return new FlatTable(document.uri, this.options, this.#reading, layout, index);
  }

  *entries(): Iterable<TableEntry> {
    for (const block of this.#blocks) yield* block.entries();
  }

  blocks(): readonly TableBlock[] {
    return this.#blocks;
  }

  entryAt(line: number): TableEntry | undefined {
    const block = this.#blocks[lastAtMost(this.#firstLines, line)];
    if (block === undefined) return undefined;
    const { entryLines } = block.identity;
    const within = block.headOf(line - block.firstLine);
    let entry = lastAtMost(entryLines, within);
    if (entry === -1 || entryLines[entry] !== within) return undefined;
    while (entry > 0 && entryLines[entry - 1] === within) entry--;
    return new EntryView(block, entry);
  }

  entryAtOffset(offset: number): TableEntry | undefined {
    const block = this.#blocks[lastAtMost(this.#starts, offset)];
    if (block === undefined) return undefined;
    const { entryLines, keyStarts } = block.identity;
    const within = offset - block.start;
    const line = block.headOf(lastAtMost(block.piece.lineFeeds, within) + 1);
    let entry = lastAtMost(keyStarts, within);
    if (entryLines[entry + 1] === line && entryLines[entry] !== line) entry++;
    return entryLines[entry] === line ? new EntryView(block, entry) : undefined;
  }

  lookup(key: string): TableEntry | undefined {
    const place = this.#keys().find(key, this.#reading.onDuplicate === "replace" ? "last" : "first");
    return place === undefined ? undefined : this.#view(place);
  }

  duplicates(): readonly TableDuplicate[] {
    this.#duplicates ??= this.#keys()
      .duplicates()
      .map(({ place, first }) => ({ entry: this.#view(place), first: this.#view(first) }));
    return this.#duplicates;
  }

  errors(): readonly TableError[] {
    if (!this.#reading.refusesLines) return [];
    const isAliases = this.kind === "aliases";
    const duplicates = isAliases || this.#reading.onDuplicate === "refuse" ? this.duplicates() : [];
    this.#errors ??= [
      ...this.#refusedLines(),
      ...duplicates.flatMap((one) => (isAliases ? this.#secondAlias(one) : [this.#duplicateError(one)])),
    ].sort((a, b) => a.line - b.line);
    return this.#errors;
  }

  comments(): readonly TableComment[] {
    return this.#blocks.flatMap((block) => block.comments());
  }

  #view({ block: ordinal, entry }: Place): TableEntry {
    const block = this.#blocks[ordinal];
    if (block === undefined) throw new RangeError("no such block");
    return new EntryView(block, entry);
  }

  #keys(): KeyIndex {
    this.#index ??= new KeyIndex(this.#layout, this.#reading.foldsKeys);
    return this.#index;
  }

  #refusedLines(): TableError[] {
    const found: TableError[] = [];
    const isAliases = this.#reading.kind === "aliases";
    const isOld = this.options.isOldAliases === true;
    let before: number = LineKind.blank;
    for (const block of this.#blocks) {
      if (!block.identity.hasErrors) {
        before = LineKind.blank;
        continue;
      }
      block.identity.lineKinds.forEach((kind, line) => {
        if (kind === LineKind.continuation) return;
        // newaliases names only the first of several such lines.
        const isSaid =
          isAliases &&
          kind === LineKind.leadingSpace &&
          (before === LineKind.leadingSpace || (isOld && (before & NUL) !== 0));
        if (isRefused(kind) && !isSaid) (isAliases ? describeAlias : describe)(block, line, kind, found);
        before = kind;
      });
    }
    return found;
  }

  #duplicateError({ entry, first }: TableDuplicate): TableError {
    const { tagSpan, keySpan, line, lookup } = entry;
    const span = { ...keySpan, start: tagSpan.start };
    return { line, code: "duplicate", message: `key ${lookup}: duplicate key`, span, first: first.line };
  }

  /** Only a local name is stored, and so there before a second one. */
  #secondAlias({ entry, first }: TableDuplicate): TableError[] {
    const key = aliasKey(entry.key);
    if (key.kind !== "local" || key.stored !== entry.lookup) return [];
    const message = duplicateAlias(entry.beforeColon, entry.lookup);
    return [{ line: entry.lastLine, code: "duplicate", message, span: entry.keySpan, first: first.line }];
  }
}

/** Says why makemap refuses a line. */
function describe(block: PlacedBlock, within: number, kind: number, found: TableError[]): void {
  const { reading } = block.table;
  if (reading.kind !== "map" && reading.kind !== "access") return;
  const line = block.firstLine + within;
  const { buffer, end: after } = block.piece;
  const { start, end, lineEnd } = block.lineAt(within);
  const span = block.span(start, end);
  const tooLong = "line too long (1024 bytes max)";
  if ((kind & TOO_LONG) !== 0) found.push({ line, code: "too-long", message: tooLong, span });
  if ((kind & NUL) !== 0) found.push({ line, code: "nul", message: tooLong, span });
  if (kindOf(kind) === LineKind.leadingSpace) {
    const message = "syntax error (leading space)";
    found.push({ line, code: "leading-space", message, span: leadingSpace(block, start, end) });
  }
  if (kindOf(kind) !== LineKind.noValue) return;
  const { mayHoldNul } = block.identity;
  scanMapLine(buffer, start, lineEnd, lineEnd < after, mayHoldNul, reading.format, (keyStart, keyEnd) => {
    const key = buffer.slice(keyStart, keyEnd);
    const message = `no RHS for LHS ${reading.foldsKeys ? foldText(key) : key}`;
    found.push({ line, code: "no-value", message, span: block.span(keyStart, keyEnd) });
  });
}

/** Says why newaliases refuses a line. */
function describeAlias(block: PlacedBlock, within: number, kind: number, found: TableError[]): void {
  const { reading } = block.table;
  if (reading.kind !== "aliases") return;
  const last = block.lastOf(within);
  const line = block.firstLine + last;
  const { start, end } = block.lineAt(within);
  const span = block.span(start, end);
  const isOld = reading.format.isOld;
  /** 8.15.2 has other words where it is a line that goes on, and has read the name by then. */
  const lost = (code: "too-long" | "nul", at: number, where: Span): void => {
    const head = escapedLast(block.piece, within);
    const isLater = isOld && at > head;
    const name = unfold(block.piece.buffer.slice(start, block.lineAt(head).lineEnd), isOld);
    found.push({
      line: block.firstLine + at,
      code,
      message: isLater ? "alias too long" : "alias line too long",
      span: where,
      ...(isLater && name.includes(":") ? { alias: aliasBefore(name, block.firstLine + head) } : {}),
    });
  };
  if ((kind & TOO_LONG) !== 0) lost("too-long", overflowLine(block.piece, within, last), span);
  if ((kind & NUL) !== 0)
    lost("nul", cutLine(block.piece, within, last, isOld), block.span(start, block.lineAt(last).end));
  if (kindOf(kind) === LineKind.leadingSpace) {
    const message = "Non-continuation line starts with space";
    const indented = start === end ? block.lineAt(last) : { start, end };
    found.push({ line, code: "leading-space", message, span: leadingSpace(block, indented.start, indented.end) });
  }
  if (kindOf(kind) === LineKind.missingColon)
    found.push({ line, code: "missing-colon", message: "missing colon", span });
  if (kindOf(kind) === LineKind.noValue) {
    const whole = unfold(
      block.piece.buffer.slice(start, Math.min(block.lineAt(last).lineEnd + 1, block.piece.end)),
      reading.format.isOld,
    );
    const message = `${whole.slice(0, MOST_REPEATED)}... missing value for alias`;
    const alias = aliasBefore(whole, block.firstLine + escapedLast(block.piece, within));
    // The name may be in any of the lines that a backslash joins.
    found.push({ line, code: "no-value", message, span: block.span(start, block.lineAt(last).end), alias });
  }
}

/** The name in a line with a colon. */
function aliasBefore(text: string, line: number): NonNullable<TableError["alias"]> {
  return { beforeColon: text.slice(0, text.indexOf(":")), line };
}

function leadingSpace(block: PlacedBlock, start: number, end: number): Span {
  let after = start;
  while (after < end && /\s/.test(block.piece.buffer.charAt(after))) after++;
  return block.span(start, after);
}

function isSame(piece: Piece | undefined, other: Piece | undefined): boolean {
  return piece !== undefined && other !== undefined && piece.equals(other);
}
