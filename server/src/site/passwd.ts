// The list of a host's users, and whether there may be users outside of it.
import type { Account } from "./types.ts";

/** Services of nsswitch.conf that have no users of people beside those of /etc/passwd. */
const OWN_SERVICES: ReadonlySet<string> = new Set(["files", "compat", "systemd", "db"]);

/** False where nsswitch.conf (its text, "" where there is none) names other lists of users: LDAP, NIS, SSSD. */
export function isWholeList(nsswitch: string): boolean {
  const line = nsswitch.split("\n").find((one) => /^\s*passwd:/.test(one)) ?? "";
  const services = (line.split("#")[0] ?? "").replace(/^\s*passwd:|\[[^\]]*\]/g, " ").split(/\s+/);
  return services.every((service) => service === "" || OWN_SERVICES.has(service));
}

/** The names in the text of an /etc/passwd; undefined for one that is not a list, or that includes another (`+` lines of NIS). */
export function namesIn(passwd: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const line of passwd.split("\n")) {
    if (line.startsWith("+")) return undefined;
    const [, name] = /^([^:#\s]+):/.exec(line) ?? [];
    if (name !== undefined) names.add(name);
  }
  return names.size === 0 ? undefined : names;
}

/** The shells in an /etc/shells. */
export function shellsIn(text: string): ReadonlySet<string> {
  return new Set(text.split("\n").flatMap((line) => /^\s*(\/[^\s#]*)/.exec(line)?.[1] ?? []));
}

/** The users of an /etc/passwd with their numbers and shells. */
export function accountsIn(passwd: string): ReadonlyMap<string, Account> {
  const accounts = [...passwd.matchAll(/^([^:#\s+]+):[^:\n]*:(\d+):(\d+):(?:[^:\n]*:[^:\n]*:([^:\n]*))?/gm)];
  return new Map(
    accounts.map(([, name = "", uid, gid, shell = ""]) => [name, { uid: Number(uid), gid: Number(gid), shell }]),
  );
}
