// What sendmail's address parser makes of a text before anything reads it: comments go, and spaces between words become dots.

export interface Joined {
  /** With the operators of the stock .cf. Quotes and backslashes stay. */
  readonly text: string;
  /** True where two words became one name, with a dot between them. */
  readonly hasWords: boolean;
  /** True where a space between two parts is dropped or becomes a dot. */
  readonly losesSpace: boolean;
  /** The first quote, parenthesis or angle bracket without its other half: sendmail says "Unbalanced '<'". Undefined where all have theirs. */
  readonly unbalanced: string | undefined;
}

/** White space as sendmail has it; a no-break space is a letter to it. */
const SPACE = /[ \t\n\v\f\r]/;
const OPERATOR = /[.:%@!^/[\]+<>,;]/;

/** Reads a text as the parser does; any text is fine. */
export function joined(value: string): Joined {
  if (PLAIN.test(value)) return { text: value, hasWords: false, losesSpace: false, unbalanced: undefined };
  let text = "";
  let hasWords = false;
  let losesSpace = false;
  let isSpaced = false;
  let unbalanced: string | undefined;
  let isQuoted = false;
  let comments = 0;
  let angles = 0;
  // What the last token was, and whether it ended there.
  let isWord = false;
  let isApart = false;
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    const escaped = char === "\\" ? value.charAt(++at) : "";
    if (isQuoted) {
      text += char + escaped;
      isQuoted = char !== '"';
    } else if (comments > 0 || char === "(") {
      if (char === "(") comments++;
      else if (char === ")") comments--;
      isApart = true;
    } else if (char === ")") unbalanced ??= char;
    else if (SPACE.test(char)) {
      isApart = true;
      isSpaced = text !== "";
    } else if (char === '"' || OPERATOR.test(char)) {
      if (char === "<") angles++;
      if (char === ">") angles--;
      if (angles < 0) unbalanced ??= char;
      angles = Math.max(0, angles);
      isQuoted = char === '"';
      losesSpace ||= isSpaced;
      isSpaced = false;
      text += char;
      isWord = false;
      isApart = false;
    } else {
      if (isWord && isApart) {
        text += ".";
        hasWords = true;
      }
      losesSpace ||= isSpaced;
      isSpaced = false;
      text += char + escaped;
      isWord = true;
      isApart = false;
    }
  }
  const open = isQuoted ? '"' : comments > 0 ? "(" : angles > 0 ? "<" : undefined;
  return { text, hasWords, losesSpace, unbalanced: unbalanced ?? open };
}

/** What nearly all values are: nothing in them is changed. */
const PLAIN = /^[\w.@:%+/[\]-]*$/;
