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

/** sendmail closes a last quote that is open; a quote after a backslash is part of the text, and so is the backslash. */
const QUOTED = /"([UIPRM])([:=])((?:[^"\\]|\\.)*\\?)("|$)/gis;

/** Reads a value; any text is fine. */
export function readLogin(value: string): Login {
  const parts: LoginPart[] = [];
  const unread: Part[] = [];
  let after = 0;
  const leave = (end: number): void => {
    const rest = part(value, after, end);
    if (rest.text !== "") unread.push(rest);
  };
  for (const found of value.matchAll(QUOTED)) {
    leave(found.index);
    const [all, field = "", sign, text = "", close = ""] = found;
    after = found.index + all.length;
    const end = after - close.length;
    parts.push({
      field: field.toUpperCase() as LoginField,
      isBase64: sign === "=",
      text,
      start: end - text.length,
      end,
    });
  }
  leave(value.length);
  return { parts, unread };
}
