// The edit that makes one version of a text of another.

/** What two versions of a text have in common: so many units at the beginning, and so many others at the end. */
export interface Edit {
  readonly same: number;
  readonly tail: number;
  /** Units that the new text has more. */
  readonly shift: number;
}

/** The shortest edit that makes one text of another in one place. */
export function editOf(before: string, now: string): Edit {
  const shift = now.length - before.length;
  if (before === now) return { same: now.length, tail: 0, shift };
  const shorter = Math.min(before.length, now.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === now.charCodeAt(same)) same++;
  let tail = 0;
  while (tail < shorter - same && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail))
    tail++;
  return { same, tail, shift };
}
