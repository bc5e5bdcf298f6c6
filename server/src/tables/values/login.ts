// The right side of an authinfo entry (`AuthInfo:host` in access or authinfo): the login that sendmail uses as a client.
import { type Part, part } from "./part.ts";

/** In capitals; sendmail takes small letters too. `U` the user to act for, `I` the one who logs in, `P` the password, `R` the realm, `M` the mechanisms. */
export type LoginField = "U" | "I" | "P" | "R" | "M";

export interface LoginPart extends Part {
  readonly field: LoginField;
  /** True after `=`: the text is base64. */
  readonly isBase64: boolean;
}

export interface Login {
  readonly parts: readonly LoginPart[];
  /** What is not in double quotes or has no known letter: sendmail does not use it. */
  readonly unread: readonly Part[];
}

const FIELDS = "UIPRMuiprm";

/**
 * Reads a value; any text is fine. sendmail closes a last quote that is open; a quote after a backslash is part of the text, and so is the
 * backslash.
 */
export function readLogin(value: string): Login {
  const parts: LoginPart[] = [];
  const unread: Part[] = [];
  let after = 0;
  const leave = (end: number): void => {
    const rest = part(value, after, end);
    if (rest.text !== "") unread.push(rest);
  };
  for (let open = value.indexOf('"'); open !== -1; ) {
    const field = value.charAt(open + 1);
    const sign = value.charAt(open + 2);
    if (field === "" || !FIELDS.includes(field) || (sign !== ":" && sign !== "=")) {
      open = value.indexOf('"', open + 1);
      continue;
    }
    leave(open);
    const start = open + 3;
    const end = closingQuote(value, start);
    const text = value.slice(start, end);
    parts.push({ field: field.toUpperCase() as LoginField, isBase64: sign === "=", text, start, end });
    after = end + 1;
    open = value.indexOf('"', after);
  }
  leave(value.length);
  return { parts, unread };
}

/** Where the quoted text that starts at `start` ends: its closing quote, or the end of the value. */
function closingQuote(value: string, start: number): number {
  let end = start;
  while (end < value.length && value[end] !== '"') end += value[end] === "\\" ? 2 : 1;
  return Math.min(end, value.length);
}
