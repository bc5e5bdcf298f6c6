// The left side of a line of the user database: a user, a colon, a field.
import { readUserdbKey } from "../../tables/values/rewriting.ts";
import { MARK } from "../address-key.ts";

/** Fields that sendmail asks for. */
export const FIELDS: ReadonlySet<string> = new Set(["maildrop", "mailname", "mailsender"]);

/** What stands for all users in `:default:mailname`. */
export const DEFAULT = ":default";

/** Users for whom sendmail does not ask. */
const FAULTS: readonly (readonly [form: RegExp, why: string])[] = [
  [/^\uFEFF/, MARK],
  [/@|.[%!]./, "users have no domain there"],
  [/\*/, "sendmail does not support wildcards"],
  [/^$/, "the key has no user"],
  [/^:default$/, "it is for :default:mailname alone"],
  [/["'\\,:;<>()]/, "no user has such a name"],
];

/** Why sendmail never finds a key; undefined where it may (test/oracle/kinds/userdb.test.ts). */
export function userdbKeyFault(key: string): string | undefined {
  const read = readUserdbKey(key);
  if (read === undefined || read.field === "") return "the key has no field";
  const user = read.user.text;
  return user === DEFAULT && read.field === "mailname" ? undefined : FAULTS.find(([form]) => form.test(user))?.[1];
}
