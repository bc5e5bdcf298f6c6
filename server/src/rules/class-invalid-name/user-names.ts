// Words of trusted-users, exposed-users and other files of users that are not the name of a user.
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import { keyFix } from "../edits/table-edits.ts";
import type { Reason } from "../shapes/reasons.ts";
import type { Impossible } from "../values/impossible-key.ts";

/** Characters that nobody sees, as copied text has them. */
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Signs around a name, as other files have them. */
const AROUND = /^["'`(<[‘’“”]+|["'`)>\],;:‘’“”]+$/g;

/** A name that people give to users. */
const ORDINARY = /^[\p{L}_][\p{L}\d._-]*\$?$/u;

/**
 * Why a word names no user; undefined where it may. Names of a domain are not strange: `CORP\joe` (winbind), `joe@corp.example` (sssd), `host$`;
 * classes E and L are compared with what precedes a sender's domain, without `@`.
 */
function faultOf(word: string, className: string): Impossible | undefined {
  const cleaned = word.replaceAll(new RegExp(INVISIBLE, "g"), "").replaceAll(AROUND, "");
  const written = ORDINARY.test(cleaned) && cleaned !== word ? cleaned : undefined;
  const nobody = (why: string): Impossible => ({ why: `No user has this name: ${why}.`, written });
  if (INVISIBLE.test(word)) return nobody("an invisible character is part of it");
  if (/^(?:\/\/|;|dnl|rem|--)$/i.test(word))
    return { why: "Only # starts a comment here: sendmail reads this as a user.", written: undefined };
  if (/[,;]./.test(word)) return { why: "This is one name to sendmail: each user needs a line.", written: undefined };
  if (written !== undefined) return nobody(`"${word.match(AROUND)?.[0]}" is part of it`);
  if (/^[-!%@+$]/.test(word)) return nobody("sendmail does not read groups here");
  const sign = (className === "t" ? /["#*,/:;<>?|=[\]()\s]|\\$/ : /["#*,/:;<>?|=[\]()@\s]|\\$/).exec(word);
  return sign === null
    ? undefined
    : nobody(sign[0].trim() === "" ? "a space is part of it" : `"${sign[0]}" is part of it`);
}

export const userReason: Reason = {
  severity: "warning",
  checkEntry(entry, context, report) {
    const { className = "" } = context;
    if (!USER_CLASSES.has(className)) return;
    const found = faultOf(entry.key, className);
    if (found === undefined) return;
    const { why, written } = found;
    report({
      span: entry.keySpan,
      message: `${why}\nThis word does nothing. ${written === undefined ? "Correct or remove it." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context)]),
    });
  },
};
