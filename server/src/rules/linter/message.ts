// A message as people read it: a sentence of at most 74 characters that stands alone, then why, what to do and the proof line by line.

import { catalog } from "../../catalog/index.ts";
import { keep } from "../../text/keep.ts";
import { LONGEST_HEADLINE } from "../values/headline.ts";

/** Sentences end at these, but not within what a file says, and not after a number or an abbreviation. */
const SENTENCE = /(?<=[^.\s][.!?]|\)\.)(?<!\b(?:e\.g|i\.e|etc|vs)\.)[ \t]+(?=\S)/;

/**
 * Divides a message into lines.
 *
 * @param title what the rule finds, for a first sentence that cannot be made short
 */
export function laidOut(message: string, title: string): string {
  const key = `${title}\n${message}`;
  const text = known.get(key) ?? divided(message, title);
  keep(known, key, text, MOST_KNOWN);
  return text;
}

/** Messages that are remembered: nearly all that is said after a keystroke was said before it. */
const MOST_KNOWN = 5_000;
const known = new Map<string, string>();

function divided(message: string, title: string): string {
  const lines = message
    .split("\n")
    .flatMap((line) => sentences(line.trim()))
    .filter((line) => line !== "");
  const [first = "", ...rest] = lines;
  if (first.length <= LONGEST_HEADLINE) return lines.join("\n");
  const [headline, more] = shortened(first) ?? [`${title.replace(/\.$/, "")}.`, first];
  return [headline, more, ...rest].join("\n");
}

function sentences(line: string): readonly string[] {
  const found: string[] = [];
  for (const part of line.split(SENTENCE)) {
    const last = found.at(-1);
    // Quotes and parentheses stay together, whatever is in them.
    if (last !== undefined && !isWhole(last)) found[found.length - 1] = `${last} ${part}`;
    else found.push(part);
  }
  return found;
}

/** Places where a sentence is two: what comes before stands alone, and so does what comes after. */
const JOINTS = new RegExp(
  String.raw`(?<!\b[A-Z]\w*): (?=\S)|; (?=\S)|, (?=so (?!that)|but )|, and (?=(?:${[
    "the|an?|this|these|its?|what|they|there|all|many|none|nobody|anyone|everybody|whoever|strangers|others",
    "with|without|sendmail|m4|makemap|your|no",
  ].join("|")})\b|[A-Z"])`,
  "g",
);

/** What is left of a headline has to say something. */
const SHORTEST_HEADLINE = 20;

/** A long sentence as a short one and the rest; undefined where it is not to be divided. */
function shortened(sentence: string): readonly [headline: string, rest: string] | undefined {
  for (const { 0: joint, index } of [...sentence.matchAll(JOINTS)].reverse()) {
    const head = sentence.slice(0, index);
    if (head.length >= LONGEST_HEADLINE || head.length < SHORTEST_HEADLINE || !isWhole(head)) continue;
    return [`${head}.`, capital(sentence.slice(index + joint.length))];
  }
  return undefined;
}

/** Words that are never capitalized: programs, and names with an underscore, a digit or a dot. */
const SMALL = /^(?:sendmail|makemap|newaliases|[a-z]+[_A-Z\d.]\S*)(?!\w)/;

function capital(text: string): string {
  const [word = ""] = /^\w+/.exec(text) ?? [];
  return SMALL.test(text) || catalog.get("feature", word) !== undefined
    ? text
    : text.charAt(0).toUpperCase() + text.slice(1);
}

function isWhole(text: string): boolean {
  const count = (letter: string) => text.split(letter).length - 1;
  return count('"') % 2 === 0 && count("(") === count(")");
}
