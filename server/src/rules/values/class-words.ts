// Words of class files that no name of a domain, and no user, equals.
import type { KeyShape } from "../../tables/key.ts";
import { INVISIBLE } from "../../tables/space.ts";
import { type Impossible, impossible } from "./impossible-key.ts";

/** Classes of host and domain names that come in files. */
const NAMES: ReadonlySet<string> = new Set(["R", "w", "VirtHost", "M", "G", "N", "Canonify", "LDAPRoute"]);

/** Signs around a name, as other files have them. */
const AROUND = /^["'`(<[‘’“”]+|["'`)>\],;:‘’“”]+$/g;

/** A name that people give to users. */
const ORDINARY = /^[\p{L}_][\p{L}\d._-]*\$?$/u;

/**
 * Why a word names no user; undefined where it may. Names of a domain are not strange: `CORP\joe` (winbind), `joe@corp.example` (sssd), `host$`;
 * classes E and L are compared with what precedes a sender's domain, without `@`.
 */
export function userFault(word: string, className: string): Impossible | undefined {
  const cleaned = word.replaceAll(INVISIBLE, "").replaceAll(AROUND, "");
  const written = ORDINARY.test(cleaned) && cleaned !== word ? cleaned : undefined;
  const nobody = (why: string): Impossible => ({ why: `No user has this name: ${why}.`, written });
  if (word.search(INVISIBLE) >= 0) return nobody("an invisible character is part of it");
  if (/^(?:\/\/|;|dnl|rem|--)$/i.test(word))
    return { why: "Only # starts a comment here: sendmail reads this as a user.", written: undefined };
  if (/[,;]./.test(word)) return { why: "This is one name to sendmail: each user needs a line.", written: undefined };
  if (written !== undefined) return nobody(`"${word.match(AROUND)?.[0]}" is part of it`);
  if (/^[-!%@+$]/.test(word)) return nobody("sendmail does not read groups here");
  const sign = (
    className === "t" ? /["#*,/:;<>?|=[\]()\s\u2010-\u2027]|\\$/ : /["#*,/:;<>?|=[\]()@\s\u2010-\u2027]|\\$/
  ).exec(word);
  return sign === null
    ? undefined
    : nobody(sign[0].trim() === "" ? "a space is part of it" : `"${sign[0]}" is part of it`);
}

/** Classes whose words are compared with whole names, and with which. */
const WHOLE: Readonly<Record<string, string>> = { w: "names of this host", LDAPRoute: "domains" };

/** The feature by which a class covers the names below its words, and without which `.example.com` matches nothing. */
const ENTIRE: Readonly<Record<string, string>> = { G: "generics_entire_domain", M: "masquerade_entire_domain" };

/**
 * Why a word of a class of domains matches no name; undefined where it may, and for networks, wildcards and other classes.
 *
 * @param features those that are on; undefined where that is not known
 */
export function nameFault(
  key: string,
  shape: KeyShape,
  className: string,
  features: ReadonlySet<string> | undefined,
): Impossible | undefined {
  if (!NAMES.has(className)) return undefined;
  if (shape.kind === "address")
    return shape.user === ""
      ? impossible(key, shape)
      : { why: "A mail address never matches: this file is for names of hosts and domains.", written: undefined };
  if (shape.kind === "domain" && shape.trailingDot && className !== "Canonify")
    return {
      why: "A name that ends in a dot never matches.",
      written: key.replace(/\.(?=\]?$)/, ""),
    };
  const whole = WHOLE[className];
  if (shape.kind === "domain" && shape.leadingDot && whole !== undefined)
    return { why: `"${key}" never matches: ${whole} are compared as a whole.`, written: undefined };
  const entire = ENTIRE[className];
  if (shape.kind === "domain" && shape.leadingDot && entire !== undefined && features?.has(entire) === false)
    return {
      why: `A name with a dot first matches nothing here.\nIt is for the names below a domain, which need FEATURE(\`${entire}').`,
      written: undefined,
    };
  return impossible(key, shape);
}
