// The signs of a text in which sendmail fills macros in: dollars, and the # that begins a comment.

/** A sign with what belongs to it. */
export interface Sign {
  /** In the text. */
  readonly start: number;
  readonly end: number;
  /**
   * `macro`: filled in. `dollar`: `$$`, a dollar. `condition`: a part of `$?x … $| … $.`, all in one line. `lost`: a dollar that comes out as
   * another byte, or not at all. `comment`: a `#` that is neither first in its line nor after a backslash, and all after it: left out.
   */
  readonly kind: "macro" | "dollar" | "condition" | "lost" | "comment";
}

/** All signs of a text (asked of sendmail: test/oracle/kinds/texts.test.ts). */
export function signsIn(text: string): readonly Sign[] {
  const found: Sign[] = [];
  let depth = 0;
  for (const { 0: all, index } of text.matchAll(/\n|(?<!^|\\)#[^\n\r]*|\$(?:\{[^{}\s]+\}|[^\n\r]|)/gm)) {
    const next = all.slice(1);
    let kind: Sign["kind"] = "lost";
    if (all === "\n") {
      depth = 0;
      continue;
    }
    if (all.startsWith("#")) kind = "comment";
    else if (next === "$") kind = "dollar";
    else if (next.length > 1 || /[A-Za-z_]/.test(next)) kind = "macro";
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
