// A document under revision: changes made one after the other, told as edits of the text that it was at first.
import type { TextChange } from "../rules/types.ts";
import { lastAtMost, TextDocument } from "../text.ts";

/** One edit of the first text. */
export interface RevisedStretch {
  /** Offsets in the first text. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** What the edit is for; several where changes met in one place. */
  readonly titles: readonly string[];
  /** True where none of them changes what happens to mail. */
  readonly harmless: boolean;
}

/** A change with what it is for, and whether it changes nothing that happens to mail. */
export interface TitledChange {
  readonly change: TextChange;
  readonly title: string;
  readonly harmless: boolean;
}

/**
 * Edits of the first document, and the document with them in it, which shares its other pieces: neither asks for the whole text,
 * and both take time in proportion to the edits.
 */
export class Revision {
  readonly #first: TextDocument;
  #edits: readonly RevisedStretch[] = [];

  constructor(document: TextDocument) {
    this.#first = document;
  }

  /** The edits that make the text of the first one, in order; they do not touch each other. */
  get edits(): readonly RevisedStretch[] {
    return this.#edits;
  }

  /** The document with the edits in it, as its next version. */
  get document(): TextDocument {
    return TextDocument.revise(this.#first, this.#edits, this.#first.version + 1);
  }

  /** Makes changes at once: their places are in the text as it is, and do not overlap. What touches becomes one edit. */
  apply(changes: readonly TitledChange[]): void {
    const places = placesOf(this.#edits);
    const starts = places.map(({ start }) => start);
    /** The place in the first text of a place in the text as it is; within what an edit wrote, where that edit starts or ends. */
    const originOf = (offset: number, side: "start" | "end"): number => {
      const before = places[lastAtMost(starts, offset)];
      if (before === undefined) return offset;
      return offset >= before.end ? before.edit.end + offset - before.end : before.edit[side];
    };
    const made = changes.map((one, order): Item => {
      const { start, end } = one.change.span;
      return { start, end, from: originOf(start, "start"), to: originOf(end, "end"), made: one, order };
    });
    const kept = places.map(({ edit, start, end }): Item => ({ start, end, from: edit.start, to: edit.end, edit }));
    this.#edits = touching([...kept, ...made]).map(merged);
  }
}

/** An edit that is there already or a change that is to be made: a place in the text as it is, and the same place in the first text. */
type Item = { readonly start: number; readonly end: number; readonly from: number; readonly to: number } & (
  | { readonly edit: RevisedStretch; readonly made?: undefined }
  | { readonly made: TitledChange; readonly order: number; readonly edit?: undefined }
);

/** Where the new text of each edit is in the text as it is. */
function placesOf(edits: readonly RevisedStretch[]) {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.start + shift;
    const end = start + edit.newText.length;
    shift = end - edit.end;
    return { edit, start, end };
  });
}

/** Groups of items that touch each other, in order. */
function touching(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let end = -1;
  for (const item of [...items].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (item.start <= end) groups.at(-1)?.push(item);
    else groups.push([item]);
    end = Math.max(end, item.end);
  }
  return groups;
}

/** One edit for a group of items that touch: what earlier edits wrote, and the changes leave, stays. */
function merged(group: readonly Item[]): RevisedStretch {
  const edits = group.filter((item) => item.edit !== undefined);
  const changes = group.filter((item) => item.made !== undefined);
  const written = (from: number, to: number) =>
    edits.map(({ edit, start }) => edit.newText.slice(Math.max(0, from - start), Math.max(0, to - start))).join("");
  // Of two insertions in one place the first comes first; an insertion comes before what replaces the text after it.
  const ordered = changes.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let at = group[0]?.start ?? 0;
  const parts: string[] = [];
  for (const { start, end, made } of ordered) {
    parts.push(written(at, start), made.change.newText);
    at = end;
  }
  parts.push(written(at, Number.POSITIVE_INFINITY));
  return {
    start: Math.min(...group.map(({ from }) => from)),
    end: Math.max(...group.map(({ to }) => to)),
    newText: parts.join(""),
    titles: [...new Set([...edits.flatMap(({ edit }) => edit.titles), ...ordered.map(({ made }) => made.title)])],
    harmless: edits.every(({ edit }) => edit.harmless) && ordered.every(({ made }) => made.harmless),
  };
}
