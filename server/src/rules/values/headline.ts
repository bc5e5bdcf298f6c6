// How long the first line of a message may be.

/** Lists, peeks and screen readers show the first line only: as much as F8 has room for beside the Explorer, in a window of 1024 pixels. */
export const LONGEST_HEADLINE = 74;

/** The first of some sentences that say the same which is short enough; the first of all where none is. */
export function headlineOf(...sentences: readonly [string, ...string[]]): string {
  return sentences.find(({ length }) => length <= LONGEST_HEADLINE) ?? sentences[0];
}
