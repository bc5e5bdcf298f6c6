// What the C library says of a regular expression that it cannot compile, as far as it is sure.

/**
 * The problem of a regex map's pattern or of its `-s`, in sendmail's words; undefined where there is none, or none that we are
 * sure of.
 *
 * @param fields the value of `-s`; undefined without it
 */
export function regexProblem(pattern: string, isBasic: boolean, fields: string | undefined): string | undefined {
  const checked = isBasic ? { groups: basicGroups(pattern), problem: undefined } : extended(pattern);
  if (checked.problem !== undefined) return `pattern-compile-error: ${checked.problem}`;
  if (fields === undefined) return undefined;
  const substrings = checked.groups + 1;
  for (const field of fields.split(",")) {
    if (!/^\d/.test(field)) continue;
    const number = Number.parseInt(field, 10);
    if (number >= substrings) return `field (${number}) out of range, only ${substrings} substrings in pattern`;
  }
  return undefined;
}

function basicGroups(pattern: string): number {
  return (pattern.match(/\\\(/g) ?? []).length;
}

/** Groups and brackets of an extended expression. */
function extended(pattern: string): { readonly groups: number; readonly problem: string | undefined } {
  let groups = 0;
  let open = 0;
  let canRepeat = false;
  const fail = (problem: string) => ({ groups, problem });
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === "\\") {
      if (at + 1 >= pattern.length) return fail("Trailing backslash");
      at++;
      canRepeat = true;
    } else if (char === "[") {
      const close = bracketEnd(pattern, at);
      if (close === undefined) return fail("Unmatched [, [^, [:, [., or [=");
      at = close;
      canRepeat = true;
    } else if (char === "(") {
      groups++;
      open++;
      canRepeat = false;
    } else if (char === ")" && open > 0) {
      open--;
      canRepeat = true;
    } else if (char === "|") canRepeat = false;
    else if ((char === "*" || char === "+" || char === "?") && !canRepeat && at === 0)
      return fail("Invalid preceding regular expression");
    else canRepeat = true;
  }
  return open > 0 ? fail("Unmatched ( or \\(") : { groups, problem: undefined };
}

function bracketEnd(pattern: string, start: number): number | undefined {
  let at = start + 1;
  if (pattern[at] === "^") at++;
  if (pattern[at] === "]") at++;
  for (; at < pattern.length; at++) {
    if (pattern[at] === "]") return at;
    const kind = pattern[at] === "[" ? pattern[at + 1] : undefined;
    if (kind !== undefined && ":.=".includes(kind)) {
      const close = pattern.indexOf(`${kind}]`, at + 2);
      if (close === -1) return undefined;
      at = close + 1;
    }
  }
  return undefined;
}
