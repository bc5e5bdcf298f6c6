// What a line of a .cf says, wherever it is: coded once, however often the text around it is read.
import { AFTER_CODES, type Coded, FIRST_NAME_ID } from "./codes.ts";
import { COMMENT_LEVEL, codeDollars, type Say } from "./dollars.ts";
import type { Names } from "./names.ts";

/** A coded line, with all that the coding rested on. */
interface KnownCoding {
  readonly coded: Coded;
  readonly takesComments: boolean;
  /** The long names in it, in their order, with the ids that they had. */
  readonly names: readonly { readonly name: string; readonly id: string }[];
}

/** Immutable as seen from outside: the same questions have the same answers, and give `names` the same ids. */
export class LineContent {
  readonly text: string;
  readonly exact: boolean;
  #known: KnownCoding | undefined;

  constructor(text: string, exact: boolean) {
    this.text = text;
    this.exact = exact;
  }

  /** As `codeDollars`. Kept where there is nothing to say, for as long as its names have the same ids. */
  coded(level: number, names: Names, say: Say): Coded {
    const takesComments = level >= COMMENT_LEVEL;
    const known = this.#known;
    if (known?.takesComments === takesComments && isSame(known.names, names)) return known.coded;
    let isSilent = true;
    const coded = codeDollars(this.text, level, names, (text) => {
      isSilent = false;
      say(text);
    });
    this.#known = isSilent ? { coded, takesComments, names: namesIn(coded, names) } : undefined;
    return coded;
  }
}

/** True where each name has its id, or gets it now. */
function isSame(known: KnownCoding["names"], names: Names): boolean {
  for (const { name, id } of known) if (names.isTooMany(name) || names.id(name) !== id) return false;
  return true;
}

function namesIn(coded: Coded, names: Names): KnownCoding["names"] {
  const found: { readonly name: string; readonly id: string }[] = [];
  for (let at = 0; at < coded.length; at++) {
    const unit = coded.charCodeAt(at);
    if (unit < FIRST_NAME_ID || unit >= AFTER_CODES) continue;
    const id = coded.charAt(at);
    found.push({ name: names.name(id), id });
  }
  return found;
}
