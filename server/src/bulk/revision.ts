// A text under revision: changes made one after the other, told as edits of the text that it was at first.
import type { TextChange } from "../rules/types.ts";

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

/** A stretch of the first text that is as it was, or one that was rewritten. */
type Piece = { readonly start: number; readonly end: number } & (
  | { readonly kind: "kept" }
  | { readonly kind: "new"; readonly text: string; readonly titles: readonly string[]; readonly harmless: boolean }
);

export class Revision {
  readonly #first: string;
  #pieces: readonly Piece[];

  constructor(text: string) {
    this.#first = text;
    this.#pieces = [{ kind: "kept", start: 0, end: text.length }];
  }

  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join("");
  }

  /** The edits that make the text of the first one, in order; they do not touch each other. */
  get edits(): readonly RevisedStretch[] {
    return this.#pieces.flatMap((piece) =>
      piece.kind === "new"
        ? [
            {
              start: piece.start,
              end: piece.end,
              newText: piece.text,
              titles: [...new Set(piece.titles)],
              harmless: piece.harmless,
            },
          ]
        : [],
    );
  }

  /** Makes changes at once: their places are in the text as it is, and do not overlap. */
  apply(changes: readonly { readonly change: TextChange; readonly title: string; readonly harmless: boolean }[]): void {
    // The last one first, so that the places of the others stay right; of two insertions in one place the first comes first.
    const ordered = changes.map((one, order) => ({ ...one, order }));
    ordered.sort((a, b) => b.change.span.start - a.change.span.start || b.order - a.order);
    for (const { change, title, harmless } of ordered) this.#replace(change, title, harmless);
  }

  #replace({ span: { start, end }, newText }: TextChange, title: string, isHarmless: boolean): void {
    const before: Piece[] = [];
    const after: Piece[] = [];
    let text = newText;
    let titles = [title];
    let harmless = isHarmless;
    let from: number | undefined;
    let to: number | undefined;
    let at = 0;
    for (const piece of this.#pieces) {
      const its = this.#textOf(piece);
      const [pieceStart, pieceEnd] = [at, at + its.length];
      at = pieceEnd;
      if (pieceEnd < start || (pieceEnd === start && piece.kind === "kept")) before.push(piece);
      else if (pieceStart > end || (pieceStart === end && piece.kind === "kept")) after.push(piece);
      else if (piece.kind === "kept") {
        const [cutStart, cutEnd] = [Math.max(start, pieceStart), Math.min(end, pieceEnd)];
        const [oldStart, oldEnd] = [piece.start + cutStart - pieceStart, piece.start + cutEnd - pieceStart];
        if (oldStart > piece.start) before.push({ ...piece, end: oldStart });
        if (oldEnd < piece.end) after.push({ ...piece, start: oldEnd });
        from ??= oldStart;
        to = oldEnd;
      } else {
        // What an earlier change wrote here, and this one leaves, stays beside it.
        text = its.slice(0, Math.max(0, start - pieceStart)) + text + its.slice(Math.min(its.length, end - pieceStart));
        titles = [...piece.titles, ...titles];
        harmless &&= piece.harmless;
        from ??= piece.start;
        to = piece.end;
      }
    }
    const place = before.at(-1)?.end ?? after[0]?.start ?? 0;
    this.#pieces = [
      ...before,
      { kind: "new", start: from ?? place, end: to ?? place, text, titles, harmless },
      ...after,
    ];
  }

  #textOf(piece: Piece): string {
    return piece.kind === "new" ? piece.text : this.#first.slice(piece.start, piece.end);
  }
}
