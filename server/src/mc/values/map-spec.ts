// Map specifications: `hash -T<TMPF> -o /etc/mail/access`, as table features and `K` lines take them.
import type { Value } from "../../m4/types.ts";
import type { MapSpec } from "../types.ts";
import { part, spanIn, words } from "./places.ts";

/** Flags of map types in files whose value may be in the next word (operations guide, "K -- Key File Declaration"). */
const separateValue: ReadonlySet<string> = new Set("kvszhbWR");

/** Takes a specification apart; whatever it is, there is a result. */
export function parseMapSpec(spec: Value): MapSpec {
  // A type ends where its letters end; one character after it is dropped, a colon too.
  const [head = ""] = /^[ \t\r\n]*(?:[A-Za-z\d]+|[^ \t\r\n]+)/.exec(spec.text) ?? [];
  const [type] = words(part(spec, 0, head.length));
  const rest = words(part(spec, head.length + 1, spec.text.length));
  const flags: { letter: string; value: string; span: ReturnType<typeof spanIn> }[] = [];
  let at = 0;
  for (; at < rest.length; at++) {
    const word = rest[at];
    if (word === undefined || !/^-./.test(word.text)) break;
    const letter = word.text.charAt(1);
    let value = word.text.slice(2);
    const next = rest[at + 1];
    if (value === "" && separateValue.has(letter) && next !== undefined && rest[at + 2] !== undefined) {
      value = next.text;
      at++;
    }
    flags.push({ letter, value, span: word.exact });
  }
  const first = rest[at];
  const last = rest.at(-1);
  const start = first === undefined ? spec.text.length : indexOfWord(spec, first);
  const end = first === undefined || last === undefined ? start : indexOfWord(spec, last) + last.text.length;
  return {
    spec,
    type: type?.text ?? "",
    typeSpan: type?.exact,
    flags,
    file: spec.text.slice(start, end),
    fileSpan: spanIn(spec, start, end),
  };
}

/** Offset of a word in its specification. */
function indexOfWord(spec: Value, word: Value): number {
  if (spec.exact !== undefined && word.exact !== undefined) return word.exact.start - spec.exact.start;
  return spec.text.lastIndexOf(word.text);
}
