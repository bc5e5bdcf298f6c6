// The dollar signs of a text in which sendmail fills macros in.

/** A `$` with what belongs to it. */
export interface Dollar {
  /** In the text. */
  readonly start: number;
  readonly end: number;
  /** `macro`: filled in. `dollar`: `$$`, a dollar. `condition`: a part of `$?x … $| … $.`. `lost`: it comes out as another byte, or not at all. */
  readonly kind: "macro" | "dollar" | "condition" | "lost";
}

/** All dollar signs of a text (asked of sendmail: test/oracle/kinds/texts.test.ts). */
export function dollarsIn(text: string): readonly Dollar[] {
  const found: Dollar[] = [];
  let depth = 0;
  for (const { 0: all, index } of text.matchAll(/\$(?:\{[^{}\s]+\}|[^\n\r]|)/g)) {
    const next = all.slice(1);
    let kind: Dollar["kind"] = "lost";
    if (next === "$") kind = "dollar";
    else if (next.length > 1 || /[A-Za-z]/.test(next)) kind = "macro";
    else if (next === "?") {
      kind = "condition";
      depth++;
    } else if (depth > 0 && next === "|") kind = "condition";
    else if (depth > 0 && next === ".") {
      kind = "condition";
      depth--;
    }
    found.push({ start: index, end: index + all.length, kind });
  }
  return found;
}
