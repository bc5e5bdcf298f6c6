// Places that a template leaves open: what Jinja, ERB, autoconf, m4sh and similar tools put in before sendmail's programs read the file.

/** A stretch of a text that something else replaces later. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** A `value` leaves a text after, a `statement` (a condition, a loop, a comment) does not. */
  readonly kind: "value" | "statement";
}

/** Tags of template languages; what is between them is theirs. */
const TAGS: readonly { readonly open: string; readonly close: string; readonly kind: Placeholder["kind"] }[] = [
  { open: "{{", close: "}}", kind: "value" },
  { open: "<%=", close: "%>", kind: "value" },
  { open: "{%", close: "%}", kind: "statement" },
  { open: "{#", close: "#}", kind: "statement" },
  { open: "<%", close: "%>", kind: "statement" },
];

/** Words in capitals that sed, autoconf, make or a shell replaces. Names of sendmail's macros (`${client_addr}`) are not such words. */
const WORDS =
  /@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*[A-Z0-9]__|%%[A-Z][A-Z0-9_]*%%|%[A-Z][A-Z0-9_]{2,}%|\$\{[A-Z][A-Z0-9_]*\}/g;

/** m4's own names, and the library's; and what a shell knows of the user who runs it, which no template fills in for a mail server. */
const NO_PLACEHOLDERS: ReadonlySet<string> = new Set([
  "__OSTYPE__",
  "__HTML__",
  ...["HOME", "LOGNAME", "PWD"].map((name) => `\${${name}}`),
]);

/** True where a text may have placeholders at all: a quick look. */
export function mayBeTemplate(text: string): boolean {
  return /\{[{%#]|<%|@[A-Z]|__[A-Z]|%[A-Z]|\$\{[A-Z]/.test(text);
}

/** The placeholders of a text, in order; none overlap. A name that the text itself defines is a name, not a placeholder. */
export function placeholders(text: string): readonly Placeholder[] {
  if (!mayBeTemplate(text)) return [];
  const found: Placeholder[] = [];
  let at = 0;
  for (let tag = nextTag(text, at); tag !== undefined; tag = nextTag(text, at)) {
    found.push(...words(text, at, tag.start), tag);
    at = tag.end;
  }
  return [...found, ...words(text, at, text.length)];
}

function nextTag(text: string, from: number): Placeholder | undefined {
  let first: Placeholder | undefined;
  for (const { open, close, kind } of TAGS) {
    const start = text.indexOf(open, from);
    if (start < 0 || (first !== undefined && start >= first.start)) continue;
    const end = text.indexOf(close, start + open.length);
    // Lines of a rule may have a lone `{%`; a tag is closed soon.
    if (end < 0 || end - start > LONGEST_TAG) continue;
    first = { start, end: end + close.length, kind };
  }
  return first;
}

const LONGEST_TAG = 2_000;

function words(text: string, from: number, to: number): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const { 0: word, index } of text.slice(from, to).matchAll(WORDS)) {
    if (NO_PLACEHOLDERS.has(word) || isDefined(word, text)) continue;
    found.push({ start: from + index, end: from + index + word.length, kind: "value" });
  }
  return found;
}

/** True for a name that the text gives a meaning itself: by m4's define, or as a macro of the .cf (`D{NAME}`, `C{NAME}`, `F{NAME}`). */
function isDefined(word: string, text: string): boolean {
  if (word.startsWith("$"))
    return /[DCFK]/.test(text.charAt(text.search(new RegExp(`[DCFK]\\{${word.slice(2, -1)}\\}`))));
  return text.includes(`define(\`${word}'`) || text.includes(`define(${word}`);
}

/** A character that no configuration has, and that neither m4 nor sendmail gives a meaning. */
const OPAQUE = "\uE000";

/**
 * The text with every placeholder replaced by as many opaque characters, or, for statements, spaces; a line that is nothing but
 * statements becomes a comment. All places stay where they are.
 *
 * @param comment what begins a comment: `dnl` or `#`
 */
export function masked(text: string, comment: "dnl" | "#"): string {
  const all = placeholders(text);
  if (all.length === 0) return text;
  let result = "";
  let at = 0;
  for (const { start, end, kind } of all) {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, kind === "value" ? OPAQUE : "\uE001");
    at = end;
  }
  result += text.slice(at);
  return result
    .replace(/^[ \t]*\uE001[\uE001 \t-]*$/gm, (line) =>
      (line.length < comment.length ? "" : comment).padEnd(line.length),
    )
    .replaceAll("\uE001", " ");
}

/** True for a line, or a few, in which something is left open. */
export function hasPlaceholder(text: string): boolean {
  return placeholders(text).length > 0;
}

/** Where the placeholders of one text are, and what they reach. */
export class Template {
  readonly #text: string;
  readonly #all: readonly Placeholder[];

  constructor(text: string) {
    this.#text = text;
    this.#all = placeholders(text);
  }

  /** True where a stretch of the text, with the rest of its lines, has a placeholder. */
  touches(start: number, end: number): boolean {
    if (this.#all.length === 0) return false;
    const from = this.#text.lastIndexOf("\n", start - 1) + 1;
    const newline = this.#text.indexOf("\n", end);
    const to = newline < 0 ? this.#text.length : newline;
    return this.#all.some((one) => one.start < to && one.end > from);
  }

  /** True where the text has conditions or loops: what is written twice may not be there twice. */
  get hasStatements(): boolean {
    return this.#all.some(({ kind }) => kind === "statement");
  }

  get isTemplate(): boolean {
    return this.#all.length > 0;
  }
}
