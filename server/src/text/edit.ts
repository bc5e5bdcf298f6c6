// The edit that makes one version of a text of another.
import type { Piece, TextDocument } from "./document.ts";

/** What two versions of a text have in common: so many units at the beginning, and so many others at the end. */
export interface Edit {
  readonly same: number;
  readonly tail: number;
  /** Units that the new text has more. */
  readonly shift: number;
}

/** Units that are compared at once: strings are compared much faster whole than unit by unit. */
const BLOCK = 512;

/** The shortest edit that makes one text of another in one place. */
export function editOf(before: string, now: string): Edit {
  const shift = now.length - before.length;
  if (before === now) return { same: now.length, tail: 0, shift };
  const shorter = Math.min(before.length, now.length);
  let same = 0;
  while (same + BLOCK <= shorter && before.slice(same, same + BLOCK) === now.slice(same, same + BLOCK)) same += BLOCK;
  while (same < shorter && before.charCodeAt(same) === now.charCodeAt(same)) same++;
  const most = shorter - same;
  const [end, endNow] = [before.length, now.length];
  let tail = 0;
  while (
    tail + BLOCK <= most &&
    before.slice(end - tail - BLOCK, end - tail) === now.slice(endNow - tail - BLOCK, endNow - tail)
  )
    tail += BLOCK;
  while (tail < most && before.charCodeAt(end - 1 - tail) === now.charCodeAt(endNow - 1 - tail)) tail++;
  return { same, tail, shift };
}

/** The same for two versions of a document: pieces that they have in common at both ends are not looked into. */
export function documentEdit(before: TextDocument, now: TextDocument): Edit {
  const [old, new_] = [before.pieces, now.pieces];
  const most = Math.min(old.length, new_.length);
  const isSame = (one: Piece | undefined, other: Piece | undefined): boolean =>
    one !== undefined && other !== undefined && one.equals(other);
  let head = 0;
  while (head < most && isSame(old[head], new_[head])) head++;
  let tail = 0;
  while (tail < most - head && isSame(old[old.length - tail - 1], new_[new_.length - tail - 1])) tail++;
  const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.slice()).join("");
  const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
  const edit = editOf(textOf(old.slice(head, old.length - tail)), textOf(new_.slice(head, new_.length - tail)));
  return {
    same: lengthOf(old.slice(0, head)) + edit.same,
    tail: lengthOf(old.slice(old.length - tail)) + edit.tail,
    shift: edit.shift,
  };
}

/**
 * Where an offset of the text before an edit is after it. Undefined within what was changed and at its ends: whether what touches it
 * still ends there, only reading the text again tells.
 *
 * @param length of the text before
 */
export function offsetAfter({ same, tail, shift }: Edit, length: number, offset: number): number | undefined {
  if (offset < same) return offset;
  return offset > length - tail ? offset + shift : undefined;
}
