// Addresses in angle brackets on right sides that take one address: the first one counts.
import { joined } from "./joined.ts";
import { type Part, part } from "./part.ts";

/** What is in the first angle brackets outside of double quotes: sendmail takes it, and drops all around it, commas too. */
export function angled(value: string): Part | undefined {
  const [all, inner = ""] = /^(?:[^"<]|"(?:[^"\\]|\\.)*")*<([^<>]*)>/.exec(value) ?? [];
  return all === undefined ? undefined : part(value, all.length - 1 - inner.length, all.length - 1);
}

/** True where more than a comment is after them, which nobody gets mail for. */
export function isMoreAfter(value: string, { end }: Part): boolean {
  const rest = value.slice(value.indexOf(">", end) + 1);
  return !/^\s+#/.test(rest) && /[^<>,;.]/.test(joined(rest).text);
}

/** True where a comment after them is dropped too. */
export function isDropped(value: string): boolean {
  return angled(value.slice(0, value.indexOf("#"))) !== undefined;
}

/** What a comment on a right side of one address becomes, where its own angle brackets count. */
export const COMMENT_COUNTS = "the address, and what it has in angle brackets is taken";

/** What is said of more after them, with what the mail or the sender comes to. */
export const FIRST_ALONE =
  "Only the address in the first angle brackets counts.\nsendmail drops what is after it, and says nothing.";
