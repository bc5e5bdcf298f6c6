// A configuration that tells which of its members are asked for: an edit of its text changes few of them.
import type { MailSite } from "./types.ts";

/** `mc.config.cfLines`, or what a member answers about one name: `mc.config.feature access_db`. */
export type Member = `${"mc" | "cf"}.${string}`;

/** Told what is asked for; undefined where that has no name. */
type Note = (member: Member | undefined) => void;

/** Members whose own members are told, each for itself. */
const DEEP: ReadonlySet<string> = new Set(["mc.config", "mc.config.expansion", "cf.config"]);

/** The same object, which tells of each of its members that is asked for. */
export function watchedMembers<T extends object>(whole: T, name: "mc" | "cf" | Member, note: Note): T {
  const known = new Map<string | symbol, unknown>();
  return new Proxy(whole, {
    get(_, key) {
      if (known.has(key)) return known.get(key);
      const member = watchedMember(whole, key as keyof T, `${name}.${String(key)}`, note);
      known.set(key, member);
      return member;
    },
  });
}

function watchedMember<T extends object>(whole: T, key: keyof T, path: Member, note: Note): unknown {
  const member: unknown = whole[key];
  if (typeof member === "function")
    return (...given: readonly unknown[]) => {
      // Of what is asked with one name at most the answers can be compared.
      note(given.length > 1 ? undefined : `${path} ${String(given[0] ?? "")}`);
      return member.apply(whole, given);
    };
  if (DEEP.has(path) && typeof member === "object" && member !== null) return watchedMembers(member, path, note);
  note(path);
  return member;
}

/** What looks up a member in a site's configuration, or what that answers about a name; undefined where there is no configuration. */
export function memberReader(member: string): (site: MailSite) => unknown {
  const [path = "", ...given] = member.split(" ");
  const keys = path.split(".");
  const name = given.join(" ");
  return (site) => {
    let whole: unknown;
    let found: unknown = site;
    for (const key of keys) {
      if (found === undefined) return undefined;
      whole = found;
      found = (whole as Readonly<Record<string, unknown>>)[key];
    }
    return typeof found === "function" ? found.call(whole, name) : found;
  };
}
