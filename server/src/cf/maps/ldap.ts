// The arguments of an ldap map.
import { atoi, isSpace, skipSpaces } from "../chars.ts";
import type { ReadState } from "../state.ts";
import type { CfMapFlag } from "../types.ts";
import { compare, type MapArguments } from "./types.ts";

/** Letters that all versions take. */
const FLAGS = "A1abdDfhHkKlmMnNoOPpqrRsStTvVwZz";
/** Letters that only newer versions take, and since when. */
const NEWER = { letters: "cx", since: "8.17.1" } as const;
/** Their value is what follows, spaces skipped. */
const WITH_VALUE = "bcdhHklMpPrsvw";

const CHOICES: Readonly<Record<string, { readonly title: string; readonly words: readonly string[] }>> = {
  r: { title: "Deref", words: ["never", "always", "search", "find"] },
  s: { title: "Scope", words: ["base", "one", "sub"] },
  M: { title: "Method for binding", words: ["none", "simple", "krbv4"] },
};

const MAX_VERSION = 3;

export function readLdap(state: ReadState, text: string, name: string): MapArguments {
  const flags: CfMapFlag[] = [];
  let valid = true;
  const refuse = (problem: string) => {
    state.say("map-argument", problem);
    valid = false;
  };
  const values = new Map<string, string>();
  let at = skipSpaces(text, 0);
  while (valid && text[at] === "-") {
    const letter = text.charAt(at + 1);
    const isKnown =
      FLAGS.includes(letter) ||
      (NEWER.letters.includes(letter) && compare(state.environment.version, NEWER.since) >= 0);
    if (letter === "" || !isKnown) state.say("map-argument", `Illegal option ${letter} map ${name}`);
    let from = Math.min(at + 2, text.length);
    if (isKnown && WITH_VALUE.includes(letter)) from = skipSpaces(text, from);
    const end = valueEnd(text, from);
    const value = text.slice(from, end).replaceAll('"', "");
    flags.push({ letter, value });
    values.set(letter, value);
    at = skipSpaces(text, end);
    const choice = CHOICES[letter];
    if (choice !== undefined && !choice.words.some((word) => isWord(value, word, letter)))
      refuse(`${choice.title} must be [${choice.words.join("|")}] (not ${value}) in map ${name}`);
    else if ((letter === "h" || letter === "H") && values.has("h") && values.has("H"))
      refuse(`Can not specify both an LDAP host and an LDAP URI in map ${name}`);
    else if (letter === "w" && atoi(value) > MAX_VERSION)
      refuse(`LDAP version ${atoi(value)} exceeds max of ${MAX_VERSION} in map ${name}`);
  }
  if (valid && !values.has("k")) refuse(`No filter given in map ${name}`);
  return { flags, argument: text.slice(at), valid };
}

function isWord(value: string, word: string, letter: string): boolean {
  const folded = value.toLowerCase();
  return folded === word || (letter === "M" && folded === `ldap_auth_${word}`) || (letter === "r" && folded === word);
}

/** A value ends at a space outside of quotes. */
function valueEnd(text: string, start: number): number {
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && isSpace(text.charCodeAt(at))) break;
  }
  return at;
}
